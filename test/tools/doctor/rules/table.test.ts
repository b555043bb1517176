import { tableRules } from "../../../../tools/doctor/rules/table.ts";
import { add, both, edit, ofStatement } from "../changes.ts";
import { judge } from "../judge.ts";

const table = (path: string, value: unknown) => edit("SuiteTable", path, value);
const named = (value: unknown) => edit("PreSignupLambdaFunction", "Environment.Variables.TABLE_NAME", value);
const onTable = (Resource: unknown) => ofStatement("PreSignup", "dynamodb:UpdateItem", { Resource });

judge(tableRules, {
  faults: {
    "table-name": {
      "a table that nobody makes": named("mine"),
      "a second table of the template": both(add("Second", "AWS::DynamoDB::Table"), named({ Ref: "Second" })),
      "the table has a new name": table("TableName", "suite-2"),
    },
    "table-role": {
      "a role that may use another table": onTable("arn:aws:dynamodb:x:1:table/mine"),
      "a role that may use a stream alone": onTable({ "Fn::GetAtt": ["SuiteTable", "StreamArn"] }),
    },
    "table-index": {
      "an index of another name": table("GlobalSecondaryIndexes", [{ IndexName: "due" }]),
      "an index that is gone": table("GlobalSecondaryIndexes", undefined),
    },
    "table-expiry": {
      "rows that never go": table("TimeToLiveSpecification", undefined),
      "expiry that is switched off": table("TimeToLiveSpecification.Enabled", false),
      "expiry by another attribute": table("TimeToLiveSpecification.AttributeName", "ttl"),
    },
  },
  right: {
    "the table by reference": both(named({ Ref: "SuiteTable" }), onTable({ "Fn::GetAtt": ["SuiteTable", "Arn"] })),
    "a table that only the deployment knows": named({ "Fn::Select": [0, ["a", "b"]] }),
    "every resource": onTable("*"),
  },
});
