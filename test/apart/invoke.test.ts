import { execFile } from "node:child_process";
import { expect, it, jest } from "@jest/globals";
import { root } from "../../schema/folder.ts";
import { patience } from "../support/patience.ts";

jest.setTimeout(patience.test);

const invoke = (...words: string[]) =>
  new Promise<{ code: number; output: string }>((done) => {
    execFile(
      process.execPath,
      ["tools/suite.ts", "invoke", ...words],
      { cwd: root, env: { ...process.env, SUITE_CONFIG: "", BUILD_FOLDER: `.local/build/invoke-${process.pid}` } },
      (error, output, errors) => done({ code: Number(error?.code ?? 0), output: output + errors }),
    );
  });

it.each([
  [[], "Example"],
  [["--config", "samples/consumer"], "Tandem"],
])("runs a trigger with a sample event and the chosen settings: %j", async (words, brand) => {
  const { code, output } = await invoke("CustomMessage_SignUp", ...words);
  expect([code, output]).toEqual([0, expect.stringContaining(`Confirm your email address for ${brand}"`)]);
});

it.each(["CustomMessage_SignDown", "Nothing_SignUp"])("lists the events if there is no %s", async (name) => {
  const { code, output } = await invoke(name);
  expect(code).toBe(1);
  expect(output).toContain(`There is no event ${name}`);
  expect(output).toContain("  PreTokenGeneration_V2_Authentication\n");
});
