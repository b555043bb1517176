import { settingsOf } from "../../schema/setting-list.ts";
import { stageSchema } from "../../schema/stage/schema.ts";
import { suiteSchema } from "../../schema/suite/schema.ts";

const stages = ["local", "dev", "staging", "prod"];

const cell = (value: string | null | undefined): string =>
  value === undefined ? "required" : value === null ? "—" : `\`${value}\``;

/** The default on each stage, or one that all have. */
const defaultsIn = (values: ReadonlyArray<string | null | undefined>): string =>
  new Set(values).size === 1 ? cell(values[0]) : values.map((value, at) => `${stages[at]} ${cell(value)}`).join(" · ");

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const tableOf = (file: "stage" | "suite", names: readonly string[]): string => {
  const schemas = file === "stage" ? stages.map(stageSchema) : [suiteSchema];
  const [first = [], ...others] = schemas.map((schema) => settingsOf(schema));
  const rows = first.map(({ path, value, description, default: given, later }, at) => {
    const defaults = defaultsIn([given, ...others.map((settings) => settings[at]?.default)]);
    return [`\`${path}\``, value, description, defaults, ...(file === "stage" ? [later] : [])];
  });
  const heading = ["Setting", "Value", "Means", "Default", ...(file === "stage" ? ["Later"] : [])];
  const wanted = rows.filter(([path = ""]) => names.includes(/\w+/.exec(path)?.[0] ?? ""));
  return [line(heading), `|${"---|".repeat(heading.length)}`, ...wanted.map(line)].join("\n");
};

const place = /(<!-- settings: (stage|suite) ([\w ]+) -->\n)[\s\S]*?(?=<!-- end of settings -->)/g;

/** A document with the tables of settings that it has a place for. */
export const withSettingTables = (document: string): string =>
  document.replace(
    place,
    (_, start: string, file: "stage" | "suite", names: string) => `${start}\n${tableOf(file, names.split(" "))}\n\n`,
  );
