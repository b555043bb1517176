import { newCommand, openProject } from "../command.ts";

type Options = { config?: string; static?: string | true; pictures?: string; templates?: string; settings?: string };

export const command = newCommand(
  "Shows every email by source, language and brand on port 3005, and updates it on every save. PREVIEW_PORT sets the port.",
)
  .option("--static [folder]", "write a static gallery instead; default folder: .preview")
  .option("--pictures <folder>", "write the README's pictures, mail-light.png and mail-dark.png; needs Chromium")
  .option("--templates <folder>", "folder with emails/, partials/ and languages/; default: src/templates")
  .option("--settings <file>", "read the suite's settings from this file")
  .action(async (options: Options) => {
    const project = await openProject(options);
    const { readPreviewOptions } = await import("../mails/preview/options.ts");
    const { runPreview } = await import("../mails/preview/run.ts");
    await runPreview(readPreviewOptions(project, options));
    process.exit(0);
  });
