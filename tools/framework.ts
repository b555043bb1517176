import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { newLocalEnvironment, readSettings } from "../local/settings.ts";
import { root } from "../schema/folder.ts";
import type { Project } from "../schema/read.ts";
import { SettingsError } from "../src/runtime/errors.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

const command = createRequire(import.meta.url).resolve("serverless/bin/serverless.js");

/** The framework packages into one folder of the project, so two packagings at a time would mix their functions. */
const runInTurn = async (work: () => Promise<void>): Promise<void> => {
  const release = await lock(root, {
    lockfilePath: join(root, "node_modules/.packaging.lock"),
    retries: { retries: 600, factor: 1, minTimeout: 500, maxTimeout: 500 },
  });
  try {
    await work();
  } finally {
    await release();
  }
};

const runFramework = async (project: Project, options: readonly string[], temporary: string): Promise<void> => {
  const { environment } = project;
  const child = spawn(process.execPath, [command, ...options], {
    cwd: root,
    stdio: "inherit",
    env: {
      ...(options.includes("local") ? newLocalEnvironment(environment, readSettings({}, project)) : environment),
      SLS_NOTIFICATIONS_MODE: "off",
      TMPDIR: temporary,
      TEMP: temporary,
      TMP: temporary,
    },
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new SettingsError(`serverless ${options[0]} failed. See its output above.`);
};

/**
 * Runs the Serverless Framework in this terminal. Packagings run one after another.
 * @throws SettingsError if the framework fails; it has printed why
 */
export const runServerless = (project: Project, options: readonly string[]): Promise<void> => {
  // serverless-esbuild leaves a folder for each function among the temporary files.
  const work = () => withTemporaryFolder("serverless-", (folder) => runFramework(project, options, folder));
  return ["package", "deploy"].includes(options[0] ?? "") ? runInTurn(work) : work();
};
