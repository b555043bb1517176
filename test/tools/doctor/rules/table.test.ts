import { tableRules } from "../../../../tools/doctor/rules/table.ts";
import { add, both, edit, ofStatement } from "../changes.ts";
import { judge } from "../judge.ts";

const table = (path: string, value: unknown) => edit("SuiteTable", path, value);
const setName = (value: unknown) => edit("PreSignupLambdaFunction", "Environment.Variables.TABLE_NAME", value);
const onTable = (Resource: unknown) => ofStatement("PreSignup", "dynamodb:UpdateItem", { Resource });

judge(tableRules, {
  faults: {
    "table-name": {
      "a table that does not exist": setName("mine"),
      "a second table of the template": both(add("Second", "AWS::DynamoDB::Table"), setName({ Ref: "Second" })),
      "a renamed table": table("TableName", "suite-2"),
    },
    "table-role": {
      "a role that may use another table": onTable("arn:aws:dynamodb:x:1:table/mine"),
      "a role that may use only a stream": onTable({ "Fn::GetAtt": ["SuiteTable", "StreamArn"] }),
    },
    "table-index": {
      "a renamed index": table("GlobalSecondaryIndexes", [{ IndexName: "due" }]),
      "a missing index": table("GlobalSecondaryIndexes", undefined),
    },
    "table-expiry": {
      "rows that never expire": table("TimeToLiveSpecification", undefined),
      "disabled expiry": table("TimeToLiveSpecification.Enabled", false),
      "expiry by another attribute": table("TimeToLiveSpecification.AttributeName", "ttl"),
    },
  },
  right: {
    "the table by reference": both(setName({ Ref: "SuiteTable" }), onTable({ "Fn::GetAtt": ["SuiteTable", "Arn"] })),
    "a table known only at deployment": setName({ "Fn::Select": [0, ["a", "b"]] }),
    "every resource": onTable("*"),
  },
});
