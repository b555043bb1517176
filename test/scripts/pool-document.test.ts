import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { settingList } from "../support/setting-list.ts";

/** The rows of docs/pool.md: setting, meaning, default, whether it can be changed later. */
const rows = readFileSync("docs/pool.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) =>
    line
      .slice(2, -2)
      .split(" | ")
      .map((cell) => cell.replaceAll("`", "")),
  );

const documented = Object.fromEntries(rows.map(([setting = "", , otherwise]) => [setting, otherwise]));

it("documents every setting of a stage, and none that there is not", () => {
  expect(rows.map(([setting]) => setting).sort()).toEqual(
    settingList()
      .map(({ setting }) => setting)
      .sort(),
  );
});

it.each(settingList().map(({ setting, otherwise }) => [setting, otherwise]))(
  "%s is %s by default",
  (setting, otherwise) => {
    expect(documented[setting]).toBe(otherwise);
  },
);

it("finds rows", () => {
  expect(rows.length).toBeGreaterThan(100);
});

/** Whether settings have one of this path; `<name>` is any name. */
const has = (settings: unknown, [first, ...rest]: readonly string[]): boolean => {
  if (first === undefined) return settings !== undefined;
  if (typeof settings !== "object" || settings === null) return false;
  const within = Object.entries(settings).filter(([name]) => first === "<name>" || name === first);
  return within.some(([, value]) => has(value, rest));
};

it("is right that samples/everything has what can stand beside the others", () => {
  const sample = parse(readFileSync("samples/everything/config/prod.yml", "utf8"));
  expect(settingList().flatMap(({ setting }) => (has(sample, setting.split(".")) ? [] : [setting]))).toEqual([
    "cognitoUrl",
    "userPool.existing",
    "signInPages.domainPrefix",
    "federation.saml.<name>.metadata",
  ]);
});

describe("says of each whether it can be changed later", () => {
  it("in every row", () => {
    expect(rows.filter(([, , , later]) => !later).map(([setting]) => setting)).toEqual([]);
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html
  it.each([
    "userPool.signInWith",
    "userPool.caseSensitive",
    "userPool.requiredAttributes",
    "userPool.customAttributes.<name>.type",
    "userPool.customAttributes.<name>.mutable",
    "clients.<name>.kind",
  ])("%s cannot", (setting) => {
    expect(rows.find(([name]) => name === setting)?.[3]).toMatch(/^\*\*no\*\*/);
  });
});
