"use strict";
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");

const project = join(__dirname, "..", "..");

/**
 * Builds what is bundled, such as the compiled mails; milliseconds if nothing has changed. It runs in its own process,
 * because infra must not import tools. A failure prints only its own message, because the framework would repeat the
 * message for every variable.
 */
exports.buildFirst = () => {
  const { status } = spawnSync(process.execPath, [join(project, "tools", "build", "first.ts")], {
    stdio: "inherit",
    env: { ...process.env, NODE_COMPILE_CACHE: join(project, "node_modules", ".cache", "build") },
  });
  if (status !== 0) process.exit(status ?? 1);
};
