import { tableRules } from "../../../../tools/doctor/rules/table.ts";
import { add, both, edit, ofStatement } from "../changes.ts";
import { judge } from "../judge.ts";

const setTable = (path: string, value: unknown) => edit("SuiteTable", path, value);
const setName = (value: unknown) => edit("PreSignupLambdaFunction", "Environment.Variables.TABLE_NAME", value);
const onTable = (Resource: unknown) => ofStatement("PreSignup", "dynamodb:UpdateItem", { Resource });

judge(tableRules, {
  faults: {
    "table-name": {
      "a table that does not exist": setName("mine"),
      "a second table of the template": both(add("Second", "AWS::DynamoDB::Table"), setName({ Ref: "Second" })),
      "a renamed table": setTable("TableName", "suite-2"),
    },
    "table-role": {
      "a role that may use another table": onTable("arn:aws:dynamodb:x:1:table/mine"),
      "a role that may use only a stream": onTable({ "Fn::GetAtt": ["SuiteTable", "StreamArn"] }),
    },
    "table-index": {
      "a renamed index": setTable("GlobalSecondaryIndexes", [{ IndexName: "due" }]),
      "a missing index": setTable("GlobalSecondaryIndexes", undefined),
    },
    "table-expiry": {
      "rows that never expire": setTable("TimeToLiveSpecification", undefined),
      "disabled expiry": setTable("TimeToLiveSpecification.Enabled", false),
      "expiry by another attribute": setTable("TimeToLiveSpecification.AttributeName", "ttl"),
    },
  },
  right: {
    "the table by reference": both(setName({ Ref: "SuiteTable" }), onTable({ "Fn::GetAtt": ["SuiteTable", "Arn"] })),
    "a table known only at deployment": setName({ "Fn::Select": [0, ["a", "b"]] }),
    "every resource": onTable("*"),
  },
});
