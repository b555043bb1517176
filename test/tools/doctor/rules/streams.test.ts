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
      "keys alone, and a worker reads more": view("KEYS_ONLY"),
      "rows as they were alone": view("OLD_IMAGE"),
      "rows as they are alone, and a worker reads both": view("NEW_IMAGE"),
    },
    "stream-filter": {
      "a pattern with one brace too many": pattern('{"eventName":["INSERT"]}}'),
      "a pattern that is a word": pattern('"INSERT"'),
      "a value without its list": filter({ eventName: "INSERT" }),
      "an event that there is not": filter({ eventName: ["CREATE"] }),
      "a field that no record has": filter({ dynamoDb: { Keys: { sk: { S: ["PROFILE"] } } } }),
      "a part that no change has": filter({ dynamodb: { Key: { sk: { S: ["PROFILE"] } } } }),
      "a key that the table has not": filter({ dynamodb: { Keys: { sort: { S: ["PROFILE"] } } } }),
      "a key of another type": filter({ dynamodb: { Keys: { sk: { N: ["1"] } } } }),
      "an image without types": filter({ dynamodb: { NewImage: { mail: ["x"] } } }),
    },
    "stream-permission": {
      "a role that may not read its stream": reading({ Action: ["dynamodb:GetRecords"] }),
      "the stream of another table": reading({ Resource: "arn:aws:dynamodb:x:1:table/other/stream/1" }),
    },
    "stream-failure": {
      "a bad record is tried for a day": stream("MaximumRecordAgeInSeconds", undefined),
      "a bad record holds up the stream": stream("MaximumRetryAttempts", -1),
      "a bad record takes its batch with it": stream("BisectBatchOnFunctionError", undefined),
    },
    "batch-failures": {
      "records that failed count as done": stream("FunctionResponseTypes", undefined),
    },
    "mapping-off": {
      "a stream that nobody reads": stream("Enabled", false),
      "a rule that calls nothing": edit("Bounced", "State", "DISABLED"),
    },
  },
  right: {
    "a stream that every role of the account may read": reading({ Resource: "arn:aws:dynamodb:x:1:table/*/stream/*" }),
    "a filter with a choice": filter({
      $or: [{ eventName: ["REMOVE"] }, { dynamodb: { Keys: { pk: { S: ["x"] } } } }],
    }),
    "a filter with a text of the deployment's": pattern({
      "Fn::Sub": '{"dynamodb":{"Keys":{"pk":{"S":["${AWS::Region}"]}}}}',
    }),
    "a view that only the deployment knows": edit("SuiteTable", "StreamSpecification.StreamViewType", { Ref: "View" }),
    "a queue that a function reads": stream("EventSourceArn", { "Fn::GetAtt": ["OwedMailFailures", "Arn"] }),
  },
});
