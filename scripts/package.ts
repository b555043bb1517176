import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import JSZip from "jszip";
import { SettingsError } from "../src/errors.ts";
import { openProject, type Project, refuseProblems } from "./configuration.ts";
import { readOptions } from "./operate/options.ts";
import { run } from "./run.ts";
import { serverless } from "./serverless.ts";

/** Bytes of a function's code, minified, before compression. */
const limits: Record<string, number> = { customMessage: 120_000 };
const limit = 400_000;

type Size = { name: string; bundle: number; zip: number };

const sizesIn = async (folder: string): Promise<Size[]> => {
  const zips = (await readdir(folder)).filter((file) => file.endsWith(".zip"));
  return Promise.all(
    zips.map(async (file) => {
      const content = await readFile(`${folder}/${file}`);
      const { files } = await JSZip.loadAsync(content);
      const bundles = await Promise.all(Object.values(files).map((entry) => entry.async("uint8array")));
      return {
        name: file.replace(/\.zip$/, ""),
        bundle: bundles.reduce((sum, { byteLength }) => sum + byteLength, 0),
        zip: content.byteLength,
      };
    }),
  );
};

const usage = `npm run package -- --stage <stage> [--config <folder>]

  Makes what a deployment would send, offline and without credentials, in .package/<stage>.`;

const chosenStage = ({ stages: all }: Project, stage: string | undefined): string => {
  const stages = all.filter((name) => name !== "local");
  if (stage === undefined || !stages.includes(stage))
    throw new SettingsError(
      `${stage === undefined ? "Name a stage." : `There is no stage ${stage} to package.`} There are ${stages.join(", ")}; config/<stage>.yml makes another.\n\n${usage}`,
    );
  return stage;
};

/** Packages a stage for AWS, offline and without credentials, and shows what each function weighs. */
await run(async (words, environment) => {
  const { values } = readOptions(usage, { stage: { type: "string" } }, words);
  const project = openProject(values.config, environment);
  const stage = chosenStage(project, values.stage);
  refuseProblems(project.problems());
  const folder = `.package/${stage}`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await serverless(project, ["package", "--stage", stage, "--package", folder]);
  if (project.stage(stage).mail.createIdentity)
    await serverless(project, ["package", "--config", "sender.yml", "--stage", stage, "--package", `${folder}/sender`]);
  const sizes = await sizesIn(folder);
  console.table(Object.fromEntries(sizes.map(({ name, ...bytes }) => [name, bytes])));
  const heavy = sizes.filter(({ name, bundle }) => bundle > (limits[name] ?? limit));
  if (heavy.length > 0)
    throw new SettingsError(
      heavy
        .map(({ name, bundle }) => `${name} has ${bundle} bytes, at most ${limits[name] ?? limit} are allowed.`)
        .join("\n"),
    );
  console.log(`${folder}/cloudformation-template-update-stack.json is ready.`);
});
