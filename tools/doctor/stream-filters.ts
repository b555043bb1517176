import { at, isObject, listOf, type Named, type Properties, textOf } from "./template.ts";

/** The patterns of a mapping's filters, as texts. */
export const filtersOf = ({ properties }: Named): string[] =>
  listOf(at(properties, "FilterCriteria", "Filters")).map((filter) => textOf(at(filter, "Pattern")));

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html */
const record = "awsRegion dynamodb eventID eventName eventSource eventSourceARN eventVersion userIdentity".split(" ");
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html */
const change = "ApproximateCreationDateTime Keys NewImage OldImage SequenceNumber SizeBytes StreamViewType".split(" ");
const events = ["INSERT", "MODIFY", "REMOVE"];
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html */
const types = "B BOOL BS L M N NS NULL S SS".split(" ");

const entriesOf = (value: unknown): [string, unknown][] =>
  Object.entries(isObject(value) ? value : {}).filter(([key]) => key !== "$or");

const unknown = (value: unknown, known: readonly string[], where: string): string[] =>
  entriesOf(value)
    .filter(([key]) => !known.includes(key))
    .map(([key]) => `its filter asks for ${where}${key}, which no record has.`);

const attributeProblems = (value: unknown, where: string, definitions: ReadonlyMap<string, string>): string[] =>
  entriesOf(value).flatMap(([name, asked]) => {
    const type = definitions.get(name);
    return isObject(asked)
      ? unknown(asked, type === undefined ? types : [type], `${where}.${name}.`)
      : [`its filter asks for ${where}.${name} without a type such as S, and no record is like that.`];
  });

/** In a pattern every value is a list, even of one. */
const bareValues = (value: unknown, path: string): string[] => {
  if (Array.isArray(value)) return [];
  if (!isObject(value)) return [`its filter has ${path} without a list around it, and Lambda refuses it.`];
  return Object.entries(value).flatMap(([key, inner]) => bareValues(inner, path === "" ? key : `${path}.${key}`));
};

const recordProblems = (pattern: Properties, { properties }: Named): string[] => {
  const keys = listOf(properties["KeySchema"]).map((key) => textOf(at(key, "AttributeName")));
  const definitions = new Map(
    listOf(properties["AttributeDefinitions"]).map((one) => [
      textOf(at(one, "AttributeName")),
      textOf(at(one, "AttributeType")),
    ]),
  );
  const changed = pattern["dynamodb"];
  return [
    ...unknown(pattern, record, ""),
    ...unknown(changed, change, "dynamodb."),
    ...unknown(at(changed, "Keys"), keys, "dynamodb.Keys."),
    ...["Keys", "NewImage", "OldImage"].flatMap((part) =>
      attributeProblems(at(changed, part), `dynamodb.${part}`, definitions),
    ),
    ...listOf(pattern["eventName"])
      .filter((name) => typeof name === "string" && !events.includes(name))
      .map((name) => `its filter asks for the eventName ${name}, and there are ${events.join(", ")}.`),
  ];
};

/** What is wrong with a filter's pattern for the records of a table. */
export const filterProblems = (pattern: string, table: Named): string[] => {
  try {
    const parsed: unknown = JSON.parse(pattern.replaceAll(/\$\{[^}]*\}/g, "0"));
    if (!isObject(parsed)) return ["its filter is not a JSON object, and Lambda refuses it."];
    return [...bareValues(parsed, ""), ...recordProblems(parsed, table)];
  } catch (error) {
    return [`its filter is not JSON: ${(error as Error).message.replaceAll(/\s+/g, " ")}.`];
  }
};
