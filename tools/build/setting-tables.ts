import { settingsOf } from "../../schema/setting-list.ts";
import { stageSchema } from "../../schema/stage/schema.ts";
import { suiteSchema } from "../../schema/suite/schema.ts";

const stages = ["local", "dev", "staging", "prod"];

const formatDefault = (value: string | null | undefined): string =>
  value === undefined ? "required" : value === null ? "—" : `\`${value}\``;

/** The default, or the default on each stage if they differ. */
const formatDefaults = (values: ReadonlyArray<string | null | undefined>): string =>
  new Set(values).size === 1
    ? formatDefault(values[0])
    : values.map((value, index) => `${stages[index]} ${formatDefault(value)}`).join(" · ");

const formatRow = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const formatTable = (file: "stage" | "suite", names: readonly string[]): string => {
  const schemas = file === "stage" ? stages.map(stageSchema) : [suiteSchema];
  const [first = [], ...others] = schemas.map((schema) => settingsOf(schema));
  const rows = first.map(({ path, value, description, default: given, later }, index) => {
    const defaults = formatDefaults([given, ...others.map((settings) => settings[index]?.default)]);
    return [`\`${path}\``, value, description, defaults, ...(file === "stage" ? [later] : [])];
  });
  const heading = ["Setting", "Value", "Means", "Default", ...(file === "stage" ? ["Later"] : [])];
  const wanted = rows.filter(([path = ""]) => names.includes(/\w+/.exec(path)?.[0] ?? ""));
  return [formatRow(heading), `|${"---|".repeat(heading.length)}`, ...wanted.map(formatRow)].join("\n");
};

const marker = /(<!-- settings: (stage|suite) ([\w ]+) -->\n)[\s\S]*?(?=<!-- end of settings -->)/g;

/** Fills in the setting tables of a document, between its markers. */
export const withSettingTables = (document: string): string =>
  document.replace(
    marker,
    (_, start: string, file: "stage" | "suite", names: string) =>
      `${start}\n${formatTable(file, names.split(" "))}\n\n`,
  );
