import { newCommand, openCheckedProject } from "../command.ts";

export const command = newCommand(
  "Compiles the emails, words, pages and the client module for apps, and checks the settings of all stages.",
).action(async (options: { config?: string }) => {
  const project = await openCheckedProject(options);
  const { checkMessages } = await import("../mails/worst-case.ts");
  checkMessages(project.suite);
});
