import {
  add,
  client,
  edit,
  editResource,
  type Fault,
  fault,
  first,
  ofStatement,
  ofTrigger,
  onTable,
  pool,
  put,
  trigger,
} from "../changes.ts";

export const shapeFaults: readonly Fault[] = [
  fault("reference-missing", "a reference to nothing", edit(client, "UserPoolId", { Ref: "Gone" })),
  fault("reference-missing", "waiting for nothing", editResource(client, { DependsOn: ["Gone"] })),
  fault(
    "reference-missing",
    "a text with a name that is none",
    ofTrigger("PreSignUp", "Environment.Variables.WHERE", { "Fn::Sub": "x-${Gone.Arn}" }),
  ),
  fault("reference-circle", "a trigger that refers to its pool", (template) =>
    put(trigger(template, "PreSignUp").properties, "Environment.Variables.POOL", { Ref: first(template, pool).id }),
  ),
  fault("reference-circle", "a trigger's role that names its pool", (template) =>
    ofStatement(onTable, { Resource: { "Fn::Sub": `\${${first(template, pool).id}.Arn}` } })(template),
  ),
  fault("template-size", "more resources than CloudFormation takes", (template) => {
    for (let number = 0; number < 500; number += 1) add(`Topic${number}`, "AWS::SNS::Topic", {})(template);
  }),
];
