import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { settingsOf } from "../../schema/setting-list.ts";
import { stageSchema } from "../../schema/stage/schema.ts";
import { suiteSchema } from "../../schema/suite/schema.ts";
import { withSettingTables } from "../../tools/build/setting-tables.ts";

const texts = new Map(
  readdirSync("docs").flatMap((file) =>
    file.endsWith(".md") ? [[file, readFileSync(join("docs", file), "utf8")] as const] : [],
  ),
);
const documents = [...texts.keys()].filter((file) => texts.get(file)?.includes("<!-- settings: "));
const stage = settingsOf(stageSchema("prod"));
const all = [...stage, ...settingsOf(suiteSchema)];

describe.each(documents)("docs/%s", (file) => {
  const text = texts.get(file) ?? "";

  it("has the tables that npm run fix writes", () => {
    expect(text).toBe(withSettingTables(text));
  });

  it("fails the check with another default", () => {
    const changed = text.replace(/(settings: [\s\S]*? \| )[^|]+ \|$/m, "$1other |");
    expect(changed).not.toBe(text);
    expect(withSettingTables(changed)).toBe(text);
  });
});

it("the documents list each setting once, with a description", () => {
  const shown = [...texts.values()].flatMap((text) =>
    [...text.matchAll(/<!-- settings: .* -->\n([\s\S]*?)<!-- end of settings -->/g)].flatMap(([, table = ""]) =>
      [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, path]) => path),
    ),
  );
  expect(shown.sort()).toEqual(all.map(({ path }) => path).sort());
  expect(shown.length).toBeGreaterThan(150);
  expect(all.filter(({ description }) => description === "")).toEqual([]);
});

// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html
it.each([
  "userPool.signInWith",
  "userPool.caseSensitive",
  "userPool.requiredAttributes",
  "userPool.customAttributes.<name>.type",
  "userPool.customAttributes.<name>.mutable",
  "clients.<name>.kind",
])("%s cannot be changed later", (setting) => {
  expect(stage.find(({ path }) => path === setting)?.later).toMatch(/^\*\*no\*\*/);
});

/** Whether the settings contain a path; `<name>` matches any name. */
const hasSetting = (settings: unknown, [first, ...rest]: readonly string[]): boolean => {
  if (first === undefined) return settings !== undefined;
  if (typeof settings !== "object" || settings === null) return false;
  const within = Object.entries(settings).filter(([name]) => first === "<name>" || name === first);
  return within.some(([, value]) => hasSetting(value, rest));
};

it("samples/everything has every setting that can be combined with the others", () => {
  const sample = parse(readFileSync("samples/everything/config/prod.yml", "utf8"));
  expect(stage.flatMap(({ path }) => (hasSetting(sample, path.split(".")) ? [] : [path]))).toEqual([
    "cognitoUrl",
    "userPool.existing",
    "signInPages.domainPrefix",
    "federation.saml.<name>.metadata",
  ]);
});
