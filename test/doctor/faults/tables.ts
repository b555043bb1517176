import { edit, type Fault, fault, first, ofStatement, ofTrigger, onTable, put, table } from "../changes.ts";

const life = "TimeToLiveSpecification";

export const tableFaults: readonly Fault[] = [
  fault("table-name", "a table that nobody makes", ofTrigger("PreSignUp", "Environment.Variables.TABLE_NAME", "mine")),
  fault("table-name", "a second table of the template", (template) => {
    const made = first(template, table);
    template.Resources["Second"] = structuredClone(made.resource);
    put(template.Resources["Second"].Properties ?? {}, "TableName", "second");
    ofTrigger("PreSignUp", "Environment.Variables.TABLE_NAME", { Ref: "Second" })(template);
  }),
  fault("table-name", "the table has a new name, and nobody was told", edit(table, "TableName", "suite-2")),
  fault(
    "table-name",
    "a role that may use another table",
    ofStatement(onTable, {
      Resource: { "Fn::Sub": "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/mine" },
    }),
  ),
  fault("table-index", "an index of another name", (template) => {
    const [index] = first(template, table).properties["GlobalSecondaryIndexes"] as { IndexName: string }[];
    if (index) index.IndexName = "due";
  }),
  fault("table-index", "an index that is gone", edit(table, "GlobalSecondaryIndexes", undefined)),
  fault("table-expiry", "rows that never go", edit(table, life, undefined)),
  fault("table-expiry", "expiry that is switched off", edit(table, `${life}.Enabled`, false)),
  fault("table-expiry", "expiry by another attribute", edit(table, `${life}.AttributeName`, "ttl")),
];
