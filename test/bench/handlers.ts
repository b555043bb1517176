import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import type { Handler } from "../fuzz/functions.ts";
import { make } from "../fuzz/world.ts";
import { bundle } from "../support/bundle.ts";
import { eventNames, sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";
import { measureBest, roundToHundredths } from "./measure.ts";

await import("../support/environment.ts");
const functions = await import("../fuzz/functions.ts");

/** By event name: the file to bundle, and the trigger with a fake AWS. */
const triggers: Record<string, [file: string, handler: Handler]> = {
  CustomMessage: ["custom-message", functions.customMessage(suiteWith())],
  PreSignUp: ["pre-signup", functions.preSignUp(suiteWith())],
  PostConfirmation: ["post-confirmation", functions.postConfirmation(suiteWith())],
  PostAuthentication: ["post-authentication", functions.postAuthentication(suiteWith())],
  PreTokenGeneration: ["pre-token-generation", functions.preToken(suiteWith())],
};

/** The longest attributes that Cognito allows, and as many custom attributes as a pool can have. */
const longest = 2_048;
const texts = ["x", '"\u0000', "\ud800", "😀", "a@", "{####}", "<a href=x>"].map((text) =>
  text.repeat(longest).slice(0, longest),
);
const attributes = (text: string) => ({
  given_name: text,
  family_name: text,
  name: text,
  locale: text,
  ...Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`custom:a${index}`, text])),
});

const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
/** Milliseconds for the slowest event. */
const worstOf = async (handler: Handler, trigger: string, rounds = 20): Promise<number> => {
  let worst = 0;
  for (const name of eventNames.filter((event) => event.startsWith(`${trigger}_`)))
    for (const text of texts) {
      const event = () =>
        sampleEvent(name, { request: { userAttributes: attributes(text), clientMetadata: { locale: text } } });
      // A handler may change its event, so each round has its own.
      const events = Array.from({ length: rounds + 1 }, event).values();
      const least = await measureBest(() => make(handler, events.next().value as CognitoEvent), rounds);
      worst = Math.max(worst, least);
    }
  return roundToHundredths(worst);
};

const processTime = (script: string): { milliseconds: number; megabytes: number } => {
  const started = performance.now();
  const memory = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });
  return { milliseconds: performance.now() - started, megabytes: Number(memory) / 2 ** 20 };
};

/** Milliseconds to load the handler in a new process, minus those of an empty process, measured in pairs. */
const startOf = (file: string, pairs = 21): { ms: number; MB: number } => {
  const printMemory = "process.stdout.write(String(process.memoryUsage.rss()))";
  const pairsOf = Array.from({ length: pairs }, () => {
    const empty = processTime(printMemory);
    const loaded = processTime(`require(${JSON.stringify(file)});${printMemory}`);
    return { ms: loaded.milliseconds - empty.milliseconds, MB: loaded.megabytes - empty.megabytes };
  });
  return {
    ms: roundToHundredths(median(pairsOf.map(({ ms }) => ms))),
    MB: roundToHundredths(median(pairsOf.map(({ MB }) => MB))),
  };
};

const folder = mkdtempSync(join(tmpdir(), "bench-"));
const rows: Record<string, Record<string, number>> = {};
for (const [trigger, [name, handler]] of Object.entries(triggers)) {
  const file = bundle(`src/handlers/${name}.ts`, folder, trigger);
  const { ms, MB } = startOf(file);
  rows[trigger] = {
    "bundle, KB": Math.round(statSync(file).size / 1_000),
    "load, ms more than an empty process": ms,
    "load, MB more": MB,
    "worst event, ms": await worstOf(handler, trigger),
  };
}
rmSync(folder, { recursive: true, force: true });
console.table(rows);
process.exit();
