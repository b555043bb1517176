import { isObject } from "../../schema/is-object.ts";
import { getProperty, type Named, type Properties, toList, toText } from "./template.ts";

/** The filter patterns of an event source mapping. */
export const filtersOf = ({ properties }: Named): string[] =>
  toList(getProperty(properties, "FilterCriteria", "Filters")).map((filter) => toText(getProperty(filter, "Pattern")));

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html */
const record = "awsRegion dynamodb eventID eventName eventSource eventSourceARN eventVersion userIdentity".split(" ");
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html */
const change = "ApproximateCreationDateTime Keys NewImage OldImage SequenceNumber SizeBytes StreamViewType".split(" ");
const events = ["INSERT", "MODIFY", "REMOVE"];
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html */
const types = "B BOOL BS L M N NS NULL S SS".split(" ");

const entriesOf = (value: unknown): [string, unknown][] =>
  Object.entries(isObject(value) ? value : {}).filter(([key]) => key !== "$or");

const findUnknownKeys = (value: unknown, known: readonly string[], where: string): string[] =>
  entriesOf(value)
    .filter(([key]) => !known.includes(key))
    .map(([key]) => `its filter reads ${where}${key}, which no record has.`);

const findAttributeProblems = (value: unknown, where: string, definitions: ReadonlyMap<string, string>): string[] =>
  entriesOf(value).flatMap(([name, asked]) => {
    const type = definitions.get(name);
    return isObject(asked)
      ? findUnknownKeys(asked, type === undefined ? types : [type], `${where}.${name}.`)
      : [`its filter reads ${where}.${name} without a type such as S, which every record has.`];
  });

/** In a pattern, every value must be a list. */
const findBareValues = (value: unknown, path: string): string[] => {
  if (Array.isArray(value)) return [];
  if (!isObject(value)) return [`its filter has ${path} outside a list, and Lambda rejects it.`];
  return Object.entries(value).flatMap(([key, inner]) => findBareValues(inner, path === "" ? key : `${path}.${key}`));
};

const findRecordProblems = (pattern: Properties, { properties }: Named): string[] => {
  const keys = toList(properties["KeySchema"]).map((key) => toText(getProperty(key, "AttributeName")));
  const definitions = new Map(
    toList(properties["AttributeDefinitions"]).map((one) => [
      toText(getProperty(one, "AttributeName")),
      toText(getProperty(one, "AttributeType")),
    ]),
  );
  const changed = pattern["dynamodb"];
  return [
    ...findUnknownKeys(pattern, record, ""),
    ...findUnknownKeys(changed, change, "dynamodb."),
    ...findUnknownKeys(getProperty(changed, "Keys"), keys, "dynamodb.Keys."),
    ...["Keys", "NewImage", "OldImage"].flatMap((part) =>
      findAttributeProblems(getProperty(changed, part), `dynamodb.${part}`, definitions),
    ),
    ...toList(pattern["eventName"])
      .filter((name) => typeof name === "string" && !events.includes(name))
      .map((name) => `its filter reads the eventName ${name}, which is not one of ${events.join(", ")}.`),
  ];
};

/** Problems of a filter pattern for the records of a table. */
export const findFilterProblems = (pattern: string, table: Named): string[] => {
  try {
    const parsed: unknown = JSON.parse(pattern.replaceAll(/\$\{[^}]*\}/g, "0"));
    if (!isObject(parsed)) return ["its filter is not a JSON object, and Lambda rejects it."];
    return [...findBareValues(parsed, ""), ...findRecordProblems(parsed, table)];
  } catch (error) {
    return [`its filter is not JSON: ${(error as Error).message.replaceAll(/\s+/g, " ")}.`];
  }
};
