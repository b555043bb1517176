import type { Template } from "../../../scripts/doctor/template.ts";
import { add, allows, edit, type Fault, fault, first, lambda, mapping, ofStatement, queue, table } from "../changes.ts";

const view = (value: string) => edit(table, "StreamSpecification.StreamViewType", value);
const filter = (pattern: unknown) =>
  edit(mapping, "FilterCriteria.Filters", [
    { Pattern: typeof pattern === "string" ? pattern : JSON.stringify(pattern) },
  ]);

const reader = (template: Template) => {
  add("FromQueue", mapping, {
    EventSourceArn: { "Fn::GetAtt": [first(template, queue).id, "Arn"] },
    FunctionName: { Ref: first(template, lambda, ({ properties }) => Number(properties["Timeout"]) > 30).id },
    FunctionResponseTypes: ["ReportBatchItemFailures"],
  })(template);
};

export const streamFaults: readonly Fault[] = [
  fault("stream-view", "keys alone, where a worker reads more", view("KEYS_ONLY")),
  fault("stream-view", "rows as they were alone", view("OLD_IMAGE")),
  fault("stream-view", "rows as they are alone, where a worker reads both", view("NEW_IMAGE")),
  fault("stream-filter", "a pattern with one brace too many", filter('{"eventName":["INSERT"]}}')),
  fault("stream-filter", "a pattern that is a word", filter('"INSERT"')),
  fault("stream-filter", "a value without its list", filter({ eventName: "INSERT" })),
  fault("stream-filter", "an event that is none", filter({ eventName: ["CREATE"] })),
  fault("stream-filter", "a field that no record has", filter({ dynamoDb: { Keys: { sk: { S: ["PROFILE"] } } } })),
  fault("stream-filter", "a part that no change has", filter({ dynamodb: { Key: { sk: { S: ["PROFILE"] } } } })),
  fault("stream-filter", "a key that the table has not", filter({ dynamodb: { Keys: { sort: { S: ["PROFILE"] } } } })),
  fault("stream-filter", "a key of another type", filter({ dynamodb: { Keys: { sk: { N: ["1"] } } } })),
  fault("stream-filter", "an image without types", filter({ dynamodb: { NewImage: { mail: ["x"] } } })),
  fault(
    "stream-permission",
    "a role that may not read its stream",
    ofStatement(allows("dynamodb:GetRecords"), { Action: ["dynamodb:GetRecords", "dynamodb:GetShardIterator"] }),
  ),
  fault("stream-permission", "the stream of another table", (template) =>
    ofStatement(allows("dynamodb:GetRecords"), {
      Resource: { "Fn::Sub": `arn:aws:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/other/stream/1` },
    })(template),
  ),
  fault("stream-permission", "a role that may not read its queue", reader),
];
