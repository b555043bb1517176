import { afterEach, beforeEach, expect, it, jest } from "@jest/globals";
import { run } from "../../scripts/run.ts";
import { SettingsError } from "../../src/errors.ts";

const told: unknown[] = [];
let before: typeof process.exitCode;
beforeEach(() => {
  told.length = 0;
  before = process.exitCode;
  jest.spyOn(console, "error").mockImplementation((what) => void told.push(what));
});
afterEach(() => {
  process.exitCode = before;
  jest.restoreAllMocks();
});

const failure = (facts: object) => Object.assign(new Error("it failed"), facts);

it.each<[string, Error, RegExp]>([
  ["a wrong setting", new SettingsError("signUp: no such setting"), /^signUp: no such setting$/],
  ["a stack that does not run", failure({ code: "ECONNREFUSED", port: 8000 }), /port 8000.*npm start/],
  ["a stage that was never deployed", failure({ name: "ResourceNotFoundException" }), /deploy it first/],
  ["no credentials", failure({ name: "CredentialsProviderError" }), /AWS_PROFILE/],
  ["expired credentials", failure({ name: "ExpiredTokenException" }), /sign in/],
  [
    "a language file that is no JSON",
    new SyntaxError(`${process.cwd()}/src/templates/languages/en.json: Expected ',' in JSON at position 50`),
    /^src\/templates\/languages\/en\.json: Expected ',' in JSON at position 50\. Correct the JSON there\.$/,
  ],
  ["a permission that is missing", failure({ name: "AccessDeniedException" }), /may not.*it failed/],
])("says in a sentence what to do about %s", async (_, error, words) => {
  await run(() => Promise.reject(error));
  expect([told, process.exitCode]).toEqual([[expect.stringMatching(words)], 1]);
});

it("shows the stack of what nobody foresaw", async () => {
  const error = new TypeError("x is not a function");
  await run(() => Promise.reject(error));
  expect([told, process.exitCode]).toEqual([[error], 1]);
});
