import { type Checked, rule } from "../finding.ts";
import { functionOf } from "../functions.ts";
import { allows } from "../statements.ts";
import { filterProblems, filtersOf } from "../stream-filters.ts";
import { at, listOf, resourceOf, resourcesOf, textOf } from "../template.ts";

/** What Lambda reads for a function: the stream of a table. */
const streams = (checked: Checked) =>
  resourcesOf(checked.template, "AWS::Lambda::EventSourceMapping").flatMap((mapping) => {
    const source = textOf(mapping.properties["EventSourceArn"]);
    const reader = functionOf(checked, mapping.properties["FunctionName"]);
    const table = source.endsWith(".StreamArn}") ? resourceOf(checked.template, { "Fn::Sub": source }) : undefined;
    const place = `the stream event of ${reader?.place}`;
    return reader && table ? [{ ...mapping, source, reader, table, place }] : [];
  });

type Stream = ReturnType<typeof streams>[number];

/** What records hold. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html */
const images = ["NewImage", "OldImage"];
const written: Record<string, readonly string[]> = { KEYS_ONLY: [], NEW_IMAGE: ["NewImage"], OLD_IMAGE: ["OldImage"] };

const viewOf = ({ table }: Stream): string => textOf(at(table.properties, "StreamSpecification", "StreamViewType"));

/** The images that a function's filter or code asks for, and that its records do not have. */
const missingImages = (stream: Stream): string[] => {
  const read = [...filtersOf(stream), stream.reader.code].join("\n");
  return images.filter((image) => read.includes(image) && written[viewOf(stream)]?.includes(image) === false);
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/iam-policy-example-lamda-process-dynamodb-streams.html */
const reading = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map((name) => `dynamodb:${name}`);

const missingActions = ({ source, reader: { allowed } }: Stream): string[] => {
  const own = allowed?.filter(({ resources }) => resources.some((arn) => arn === source || arn.includes("*")));
  return reading.filter((action) => own?.some((statement) => allows(statement, action)) === false);
};

/** What keeps a bad record from holding up the others, by its name in serverless.yml. cdk-nag asks for a destination. */
const missingSettings = ({ properties }: Stream): string[] =>
  Object.entries({
    maximumRetryAttempts: Number(properties["MaximumRetryAttempts"] ?? -1) >= 0,
    maximumRecordAgeInSeconds: Number(properties["MaximumRecordAgeInSeconds"] ?? -1) >= 0,
    bisectBatchOnFunctionError: properties["BisectBatchOnFunctionError"] === true,
  }).flatMap(([name, isSet]) => (isSet ? [] : [name]));

/** Each stream with each thing that it lacks. */
const lacking = (missing: (stream: Stream) => string[]) => (checked: Checked) =>
  streams(checked).map((stream) => ({ ...stream, missing: missing(stream).join(", ") }));

/** What functions get of the table's changes. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export const streamRules = [
  rule({
    id: "stream-view",
    on: lacking(missingImages),
    when: ({ missing }) => missing !== "",
    wrong: (one) =>
      `its function reads ${one.missing} of records, and the stream of ${one.table.id} has ${viewOf(one)}.`,
    fix: "set StreamViewType in infra/table.ts to NEW_AND_OLD_IMAGES.",
  }),
  rule({
    // https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html
    id: "stream-filter",
    on: (checked) =>
      streams(checked).flatMap((stream) =>
        filtersOf(stream).map((pattern) => ({ ...stream, problems: filterProblems(pattern, stream.table).join(" ") })),
      ),
    when: ({ problems }) => problems !== "",
    wrong: ({ problems }) => problems,
    fix: ({ place }) => `correct filterPatterns of ${place}.`,
  }),
  rule({
    id: "stream-permission",
    on: lacking(missingActions),
    when: ({ missing }) => missing !== "",
    wrong: ({ reader, missing }) =>
      `the role of ${reader.id} may not ${missing}, and Lambda refuses to read the stream.`,
    fix: ({ reader, source }) => `allow that on ${source} in iamRoleStatements of ${reader.place}.`,
  }),
  rule({
    id: "stream-failure",
    on: lacking(missingSettings),
    when: ({ missing }) => missing !== "",
    wrong: "a record that always fails takes its batch with it, or holds up the stream for a day.",
    fix: ({ place, missing }) => `set ${missing} of ${place}.`,
  }),
  rule({
    // https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
    id: "batch-failures",
    on: streams,
    when: ({ properties }) => !listOf(properties["FunctionResponseTypes"]).includes("ReportBatchItemFailures"),
    wrong: "its function answers which records failed, and Lambda does not listen: they count as done.",
    fix: ({ place }) => `set functionResponseType of ${place} to ReportBatchItemFailures.`,
  }),
  rule({
    id: "mapping-off",
    on: ({ template }) => resourcesOf(template, "AWS::Lambda::EventSourceMapping", "AWS::Events::Rule"),
    when: ({ properties }) => properties["Enabled"] === false || /^DISABLED/.test(textOf(properties["State"])),
    wrong: "it is switched off and calls nothing.",
    fix: "remove enabled: false from its event in serverless.yml.",
  }),
];
