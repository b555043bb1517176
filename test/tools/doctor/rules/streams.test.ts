import { streamRules } from "../../../../tools/doctor/rules/streams.ts";
import { edit, ofStatement } from "../changes.ts";
import { judge } from "../judge.ts";

const setStream = (path: string, value: unknown) => edit("Stream", path, value);
const setView = (value: string) => edit("SuiteTable", "StreamSpecification.StreamViewType", value);
const setPattern = (text: unknown) => setStream("FilterCriteria.Filters", [{ Pattern: text }]);
const setFilter = (asked: object) => setPattern(JSON.stringify(asked));
const setReading = (changes: object) => ofStatement("SendMail", "dynamodb:GetRecords", { ...changes });

judge(streamRules, {
  faults: {
    "stream-view": {
      "keys only, if a worker reads more": setView("KEYS_ONLY"),
      "old images only": setView("OLD_IMAGE"),
      "new images only, if a worker reads both": setView("NEW_IMAGE"),
    },
    "stream-filter": {
      "a pattern with one brace too many": setPattern('{"eventName":["INSERT"]}}'),
      "a pattern that is a string": setPattern('"INSERT"'),
      "a value without its list": setFilter({ eventName: "INSERT" }),
      "an unknown event": setFilter({ eventName: ["CREATE"] }),
      "an unknown field of a record": setFilter({ dynamoDb: { Keys: { sk: { S: ["PROFILE"] } } } }),
      "an unknown part of a change": setFilter({ dynamodb: { Key: { sk: { S: ["PROFILE"] } } } }),
      "a key that the table lacks": setFilter({ dynamodb: { Keys: { sort: { S: ["PROFILE"] } } } }),
      "a key of another type": setFilter({ dynamodb: { Keys: { sk: { N: ["1"] } } } }),
      "an image without types": setFilter({ dynamodb: { NewImage: { mail: ["x"] } } }),
    },
    "stream-permission": {
      "a role that may not read its stream": setReading({ Action: ["dynamodb:GetRecords"] }),
      "the stream of another table": setReading({ Resource: "arn:aws:dynamodb:x:1:table/other/stream/1" }),
    },
    "stream-failure": {
      "a bad record that is retried for a day": setStream("MaximumRecordAgeInSeconds", undefined),
      "a bad record that blocks the stream": setStream("MaximumRetryAttempts", -1),
      "a bad record that fails its batch": setStream("BisectBatchOnFunctionError", undefined),
    },
    "batch-failures": {
      "failed records that count as done": setStream("FunctionResponseTypes", undefined),
    },
    "mapping-off": {
      "a disabled stream": setStream("Enabled", false),
      "a disabled rule": edit("Bounced", "State", "DISABLED"),
    },
  },
  right: {
    "a role that may read every stream": setReading({ Resource: "arn:aws:dynamodb:x:1:table/*/stream/*" }),
    "a filter with alternatives": setFilter({
      $or: [{ eventName: ["REMOVE"] }, { dynamodb: { Keys: { pk: { S: ["x"] } } } }],
    }),
    "a filter with text known only at deployment": setPattern({
      "Fn::Sub": '{"dynamodb":{"Keys":{"pk":{"S":["${AWS::Region}"]}}}}',
    }),
    "a view known only at deployment": edit("SuiteTable", "StreamSpecification.StreamViewType", { Ref: "View" }),
    "a queue that a function reads": setStream("EventSourceArn", { "Fn::GetAtt": ["OwedMailFailures", "Arn"] }),
  },
});
