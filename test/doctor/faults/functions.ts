import { allows, edit, type Fault, fault, first, ofTrigger, put, role, statementOf, trigger } from "../changes.ts";

export const functionFaults: readonly Fault[] = [
  fault("function-runtime", "a runtime that has ended", ofTrigger("PreSignUp", "Runtime", "nodejs18.x")),
  fault(
    "function-environment",
    "an environment that is too big",
    ofTrigger("PreSignUp", "Environment.Variables.WORDS", "word ".repeat(900)),
  ),
  fault(
    "function-environment",
    "a variable of Lambda's own",
    ofTrigger("PreSignUp", "Environment.Variables.AWS_REGION", "eu-west-1"),
  ),
  fault("function-tracing", "a function without traces", ofTrigger("PreSignUp", "TracingConfig", undefined)),
  fault("tracing-permission", "traces that go nowhere", (template) => {
    const { properties } = first(template, role, ({ id }) =>
      JSON.stringify(trigger(template, "CustomMessage").properties["Role"]).includes(`"${id}"`),
    );
    put(properties, "Policies", []);
  }),
  fault("function-log-group", "a log group that Lambda makes", (template) => {
    const { id } = first(template, "AWS::Logs::LogGroup");
    delete template.Resources[id];
  }),
  fault("log-retention", "logs for ever", edit("AWS::Logs::LogGroup", "RetentionInDays", undefined)),
  fault("alarm-nobody", "an alarm that tells nobody", edit("AWS::CloudWatch::Alarm", "AlarmActions", [])),
  fault("function-off", "a function that is throttled away", ofTrigger("PreSignUp", "ReservedConcurrentExecutions", 0)),
  fault(
    "function-handler",
    "a file that the package has not",
    ofTrigger("PreSignUp", "Handler", "src/handlers/pre-sign-up.handler"),
  ),
  fault("function-handler", "an export that the file has not", (template) => {
    const { properties } = trigger(template, "PreSignUp");
    properties["Handler"] = String(properties["Handler"]).replace(/\.handler$/, ".handle");
  }),
  fault(
    "function-called",
    "the function that is called has another name",
    ofTrigger("PostConfirmation", "Environment.Variables.ENSURE_PROFILE_FUNCTION", "ensureProfile"),
  ),
  fault("function-called", "a role may not call what its function calls", (template) => {
    const statement = statementOf(template, allows("lambda:InvokeFunction"));
    statement["Action"] = ["lambda:GetFunction"];
  }),
];
