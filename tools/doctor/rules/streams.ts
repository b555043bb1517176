import { type Checked, defineRule } from "../finding.ts";
import { findFunction } from "../functions.ts";
import { allows } from "../statements.ts";
import { filtersOf, findFilterProblems } from "../stream-filters.ts";
import { findResource, getProperty, listResources, toList, toText } from "../template.ts";

/** The table streams that Lambda reads for functions. */
const listStreams = (checked: Checked) =>
  listResources(checked.template, "AWS::Lambda::EventSourceMapping").flatMap((mapping) => {
    const source = toText(mapping.properties["EventSourceArn"]);
    const reader = findFunction(checked, mapping.properties["FunctionName"]);
    const table = source.endsWith(".StreamArn}") ? findResource(checked.template, { "Fn::Sub": source }) : undefined;
    const place = `the stream event of ${reader?.place}`;
    return reader && table ? [{ ...mapping, source, reader, table, place }] : [];
  });

type Stream = ReturnType<typeof listStreams>[number];

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html */
const images = ["NewImage", "OldImage"];
const written: Record<string, readonly string[]> = { KEYS_ONLY: [], NEW_IMAGE: ["NewImage"], OLD_IMAGE: ["OldImage"] };

const viewOf = ({ table }: Stream): string =>
  toText(getProperty(table.properties, "StreamSpecification", "StreamViewType"));

/** Images that a function's filter or code reads and its records lack. */
const findMissingImages = (stream: Stream): string[] => {
  const read = [...filtersOf(stream), stream.reader.code].join("\n");
  return images.filter((image) => read.includes(image) && written[viewOf(stream)]?.includes(image) === false);
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/iam-policy-example-lamda-process-dynamodb-streams.html */
const reading = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map((name) => `dynamodb:${name}`);

const findMissingActions = ({ source, reader: { allowed } }: Stream): string[] => {
  const own = allowed?.filter(({ resources }) => resources.some((arn) => arn === source || arn.includes("*")));
  return reading.filter((action) => own?.some((statement) => allows(statement, action)) === false);
};

/** Settings of serverless.yml that keep a bad record from blocking others. cdk-nag checks the destination. */
const findMissingSettings = ({ properties }: Stream): string[] =>
  Object.entries({
    maximumRetryAttempts: Number(properties["MaximumRetryAttempts"] ?? -1) >= 0,
    maximumRecordAgeInSeconds: Number(properties["MaximumRecordAgeInSeconds"] ?? -1) >= 0,
    bisectBatchOnFunctionError: properties["BisectBatchOnFunctionError"] === true,
  }).flatMap(([name, isSet]) => (isSet ? [] : [name]));

const listStreamsWithMissing = (findMissing: (stream: Stream) => string[]) => (checked: Checked) =>
  listStreams(checked).map((stream) => ({ ...stream, missing: findMissing(stream).join(", ") }));

/** Stream events of functions. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export const streamRules = [
  defineRule({
    id: "stream-view",
    on: listStreamsWithMissing(findMissingImages),
    when: ({ missing }) => missing !== "",
    wrong: (one) =>
      `its function reads ${one.missing} of records, and the stream of ${one.table.id} has ${viewOf(one)}.`,
    fix: "set StreamViewType in infra/table.ts to NEW_AND_OLD_IMAGES.",
  }),
  defineRule({
    // https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html
    id: "stream-filter",
    on: (checked) =>
      listStreams(checked).flatMap((stream) =>
        filtersOf(stream).map((pattern) => ({
          ...stream,
          problems: findFilterProblems(pattern, stream.table).join(" "),
        })),
      ),
    when: ({ problems }) => problems !== "",
    wrong: ({ problems }) => problems,
    fix: ({ place }) => `correct filterPatterns of ${place}.`,
  }),
  defineRule({
    id: "stream-permission",
    on: listStreamsWithMissing(findMissingActions),
    when: ({ missing }) => missing !== "",
    wrong: ({ reader, missing }) =>
      `the role of ${reader.id} does not allow ${missing}, so Lambda cannot read the stream.`,
    fix: ({ reader, source }) => `allow these actions on ${source} in iamRoleStatements of ${reader.place}.`,
  }),
  defineRule({
    id: "stream-failure",
    on: listStreamsWithMissing(findMissingSettings),
    when: ({ missing }) => missing !== "",
    wrong: "a record that always fails also fails its batch, or blocks the stream for a day.",
    fix: ({ place, missing }) => `set ${missing} of ${place}.`,
  }),
  defineRule({
    // https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
    id: "batch-failures",
    on: listStreams,
    when: ({ properties }) => !toList(properties["FunctionResponseTypes"]).includes("ReportBatchItemFailures"),
    wrong: "its function returns the records that failed, and Lambda ignores this: they count as done.",
    fix: ({ place }) => `set functionResponseType of ${place} to ReportBatchItemFailures.`,
  }),
  defineRule({
    id: "mapping-off",
    on: ({ template }) => listResources(template, "AWS::Lambda::EventSourceMapping", "AWS::Events::Rule"),
    when: ({ properties }) => properties["Enabled"] === false || /^DISABLED/.test(toText(properties["State"])),
    wrong: "it is disabled and calls no function.",
    fix: "remove enabled: false from its event in serverless.yml.",
  }),
];
