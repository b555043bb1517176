import { at, isObject, type Named, type Properties, possible, type Template, textOf, texts } from "./template.ts";

/** The patterns of a mapping's filters, as texts. */
export const filtersOf = (template: Template, { properties }: Named): string[] =>
  possible(template, at(properties, "FilterCriteria", "Filters"))
    .flat()
    .flatMap((filter) => texts(template, at(filter, "Pattern")));

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html */
const record = "awsRegion dynamodb eventID eventName eventSource eventSourceARN eventVersion userIdentity".split(" ");
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html */
const change = "ApproximateCreationDateTime Keys NewImage OldImage SequenceNumber SizeBytes StreamViewType".split(" ");
const events = ["INSERT", "MODIFY", "REMOVE"];
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html */
const types = "B BOOL BS L M N NS NULL S SS".split(" ");

const unknown = (value: unknown, known: readonly string[], where: string): string[] =>
  Object.keys(isObject(value) ? value : {})
    .filter((key) => key !== "$or" && !known.includes(key))
    .map((key) => `its filter asks for ${where}${key}, which no record has.`);

const keysOf = ({ properties }: Named): string[] =>
  [properties["KeySchema"] ?? []].flat().map((key) => textOf(at(key, "AttributeName")));

const typeOf = ({ properties }: Named, name: string): string | undefined => {
  const definition = [properties["AttributeDefinitions"] ?? []].flat().find((one) => at(one, "AttributeName") === name);
  return definition === undefined ? undefined : textOf(at(definition, "AttributeType"));
};

const attributeProblems = (value: unknown, where: string, table: Named): string[] =>
  Object.entries(isObject(value) ? value : {})
    .filter(([name]) => name !== "$or")
    .flatMap(([name, asked]) => {
      const type = typeOf(table, name);
      return isObject(asked)
        ? unknown(asked, type === undefined ? types : [type], `${where}.${name}.`)
        : [`its filter asks for ${where}.${name} without a type such as S, and no record is like that.`];
    });

const eventProblems = (names: unknown): string[] =>
  (Array.isArray(names) ? names : [])
    .filter((name) => typeof name === "string" && !events.includes(name))
    .map((name) => `its filter asks for the eventName ${name}, and there are ${events.join(", ")}.`);

/** In a pattern every value is a list, even of one. */
const bareValues = (value: unknown, path: string): string[] => {
  if (Array.isArray(value)) return [];
  if (!isObject(value)) return [`its filter has ${path} without a list around it, and Lambda refuses it.`];
  return Object.entries(value).flatMap(([key, inner]) => bareValues(inner, path === "" ? key : `${path}.${key}`));
};

const ofTable = (pattern: Properties, table: Named): string[] => {
  const changed = pattern["dynamodb"];
  return [
    ...unknown(pattern, record, ""),
    ...unknown(changed, change, "dynamodb."),
    ...unknown(at(changed, "Keys"), keysOf(table), "dynamodb.Keys."),
    ...["Keys", "NewImage", "OldImage"].flatMap((part) =>
      attributeProblems(at(changed, part), `dynamodb.${part}`, table),
    ),
    ...eventProblems(pattern["eventName"]),
  ];
};

/** What is wrong with a filter's pattern; of which fields there are it knows for a table's stream only. */
export const filterProblems = (pattern: string, table: Named | undefined): string[] => {
  try {
    const parsed: unknown = JSON.parse(pattern.replaceAll(/\$\{[^}]*\}/g, "0"));
    if (!isObject(parsed)) return ["its filter is no JSON object, and Lambda refuses it."];
    return [...bareValues(parsed, ""), ...(table ? ofTable(parsed, table) : [])];
  } catch (error) {
    return [`its filter is no JSON: ${(error as Error).message.replaceAll(/\s+/g, " ")}.`];
  }
};
