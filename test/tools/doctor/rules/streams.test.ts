import { streamRules } from "../../../../tools/doctor/rules/streams.ts";
import { edit, ofStatement } from "../changes.ts";
import { judge } from "../judge.ts";

const stream = (path: string, value: unknown) => edit("Stream", path, value);
const view = (value: string) => edit("SuiteTable", "StreamSpecification.StreamViewType", value);
const pattern = (text: unknown) => stream("FilterCriteria.Filters", [{ Pattern: text }]);
const filter = (asked: object) => pattern(JSON.stringify(asked));
const reading = (changes: object) => ofStatement("SendMail", "dynamodb:GetRecords", { ...changes });

judge(streamRules, {
  faults: {
    "stream-view": {
      "keys only, if a worker reads more": view("KEYS_ONLY"),
      "old images only": view("OLD_IMAGE"),
      "new images only, if a worker reads both": view("NEW_IMAGE"),
    },
    "stream-filter": {
      "a pattern with one brace too many": pattern('{"eventName":["INSERT"]}}'),
      "a pattern that is a string": pattern('"INSERT"'),
      "a value without its list": filter({ eventName: "INSERT" }),
      "an unknown event": filter({ eventName: ["CREATE"] }),
      "an unknown field of a record": filter({ dynamoDb: { Keys: { sk: { S: ["PROFILE"] } } } }),
      "an unknown part of a change": filter({ dynamodb: { Key: { sk: { S: ["PROFILE"] } } } }),
      "a key that the table lacks": filter({ dynamodb: { Keys: { sort: { S: ["PROFILE"] } } } }),
      "a key of another type": filter({ dynamodb: { Keys: { sk: { N: ["1"] } } } }),
      "an image without types": filter({ dynamodb: { NewImage: { mail: ["x"] } } }),
    },
    "stream-permission": {
      "a role that may not read its stream": reading({ Action: ["dynamodb:GetRecords"] }),
      "the stream of another table": reading({ Resource: "arn:aws:dynamodb:x:1:table/other/stream/1" }),
    },
    "stream-failure": {
      "a bad record that is retried for a day": stream("MaximumRecordAgeInSeconds", undefined),
      "a bad record that blocks the stream": stream("MaximumRetryAttempts", -1),
      "a bad record that fails its batch": stream("BisectBatchOnFunctionError", undefined),
    },
    "batch-failures": {
      "failed records that count as done": stream("FunctionResponseTypes", undefined),
    },
    "mapping-off": {
      "a disabled stream": stream("Enabled", false),
      "a disabled rule": edit("Bounced", "State", "DISABLED"),
    },
  },
  right: {
    "a role that may read every stream": reading({ Resource: "arn:aws:dynamodb:x:1:table/*/stream/*" }),
    "a filter with alternatives": filter({
      $or: [{ eventName: ["REMOVE"] }, { dynamodb: { Keys: { pk: { S: ["x"] } } } }],
    }),
    "a filter with text known only at deployment": pattern({
      "Fn::Sub": '{"dynamodb":{"Keys":{"pk":{"S":["${AWS::Region}"]}}}}',
    }),
    "a view known only at deployment": edit("SuiteTable", "StreamSpecification.StreamViewType", { Ref: "View" }),
    "a queue that a function reads": stream("EventSourceArn", { "Fn::GetAtt": ["OwedMailFailures", "Arn"] }),
  },
});
