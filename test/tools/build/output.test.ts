import { expect, it } from "@jest/globals";
import { readSettled } from "../../../tools/build/output.ts";

const words = "src/templates/languages/en.json";
const mail = "src/templates/emails/welcome.mjml";
const part = "src/templates/partials/button.mjml";

/** Reads a file that an editor writes step by step. */
const readInSteps = async (path: string, states: string[]) => {
  const waits: number[] = [];
  let reads = 0;
  const read = (): [string, string][] => {
    reads += 1;
    return [[path, states[Math.min(reads, states.length) - 1] ?? ""]];
  };
  const [[, content] = []] = await readSettled(read, async (milliseconds) => waits.push(milliseconds));
  return { content, waits: waits.length };
};

it.each<[string, string, string[], number]>([
  ["whole", words, ['{"a":1}'], 0],
  ["empty at first", words, ["", '{"a":1}'], 1],
  ["incomplete at first", words, ['{"a"', '{"a":1', '{"a":1}'], 2],
  ["empty at first", mail, [" \n", "<mjml></mjml>"], 1],
  ["incomplete at first", mail, ["<mjml><mj-body>", "<mjml><mj-body></mj-body></mjml>"], 1],
  ["incomplete at first", part, ["<mj-button", "<mj-button>", "<mj-button>x</mj-button>"], 2],
  ["empty at first", "src/pages/style.css", ["", "a{}"], 1],
  ["cut off at first", "src/pages/style.css", ["a{color:red", "a{}"], 1],
  ["cut off at first", "src/templates/model.ts", ["export const a = {", "export const a = {};"], 1],
  ["always invalid", words, ["{"], 5],
  ["always invalid", mail, ["<mjml>"], 5],
])("a source that is %s: %s %j", async (_, path, states, waits) => {
  expect(await readInSteps(path, states)).toEqual({ content: states.at(-1), waits });
});
