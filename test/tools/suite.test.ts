import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, it } from "@jest/globals";
import { root } from "../../schema/folder.ts";

const commands = readdirSync(join(root, "tools/commands")).map((file) => basename(file, ".ts"));

/** Runs the command in an empty folder, where it cannot start anything. */
const runSuite = (...words: string[]) => {
  const empty = mkdtempSync(join(tmpdir(), "empty-"));
  const { npm_lifecycle_event: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "tools/suite.ts"), ...words], {
    cwd: empty,
    env: { ...env, SUITE_CONFIG: empty },
    encoding: "utf8",
  });
  rmSync(empty, { recursive: true });
  return { status, stdout, stderr };
};

it.each([[["--help"]], [["help"]], ...commands.flatMap((name) => [[[name, "--help"]], [["help", name]]])])(
  "suite %j shows its usage, and does nothing",
  (words) => {
    const { status, stdout, stderr } = runSuite(...words);
    const name = words.filter((word) => !["help", "--help"].includes(word)).join(" ");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(new RegExp(`^Usage: suite ${name || "<command>"}`));
  },
);

it("lists every command", () => {
  const { stdout } = runSuite("--help");
  const listed = Array.from(stdout.matchAll(/^ {2}([a-z]+) {2,}\S/gm), ([, name]) => name);
  expect(listed.filter((name) => name !== "help").sort()).toEqual(commands.sort());
});

it.each([[["--version"]], [["report", "--version"]]])("suite %j prints the version", (words) => {
  expect(runSuite(...words)).toEqual({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: "" });
});

it.each([
  [["reprot"], "error: unknown command 'reprot'\n(Did you mean report?)\n"],
  [
    ["report", "--stgae", "dev"],
    "error: unknown option '--stgae'\n(Did you mean --stage?)\nAdd --help to list the options.\n",
  ],
  [
    ["deploy", "--aws-profil", "me"],
    "error: unknown option '--aws-profil'\n(Did you mean --aws-profile?)\nAdd --help to list the options.\n",
  ],
  [["start", "now"], "error: too many arguments. Expected 0 arguments but got 1.\nAdd --help to list the options.\n"],
])("suite %j fails with a hint", (words, stderr) => {
  expect(runSuite(...words)).toEqual({ status: 1, stdout: "", stderr });
});
