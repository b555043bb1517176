"use strict";
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");

const project = join(__dirname, "..", "..");

/**
 * Builds what is bundled, such as the compiled mails; milliseconds if nothing has changed. In a process of its own, for
 * infra uses nothing of what a developer runs. If that fails, its own words are all that is said: the framework would
 * repeat them for every variable.
 */
exports.buildFirst = () => {
  const { status } = spawnSync(process.execPath, [join(project, "tools", "build", "first.ts")], {
    stdio: "inherit",
    env: { ...process.env, NODE_COMPILE_CACHE: join(project, "node_modules", ".cache", "build") },
  });
  if (status !== 0) process.exit(status ?? 1);
};
