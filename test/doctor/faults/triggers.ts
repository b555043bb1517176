import {
  addClient,
  both,
  edit,
  type Fault,
  fault,
  first,
  machine,
  ofTrigger,
  pool,
  table,
  trigger,
} from "../changes.ts";

export const triggerFaults: readonly Fault[] = [
  ...["PreSignUp", "CustomMessage", "PostConfirmation", "PostAuthentication", "PreTokenGenerationConfig"].map((name) =>
    fault("trigger-missing", `${name} is not wired`, edit(pool, `LambdaConfig.${name}`, undefined)),
  ),
  fault(
    "trigger-target",
    "a trigger is a function of another stack",
    edit(pool, "LambdaConfig.PreSignUp", "arn:aws:lambda:eu-west-1:123456789012:function:gone"),
  ),
  fault("trigger-target", "a trigger is no function", (template) =>
    edit(pool, "LambdaConfig.PreSignUp", { "Fn::GetAtt": [first(template, table).id, "Arn"] })(template),
  ),
  fault("trigger-timeout", "a trigger may run 6 s", ofTrigger("PostConfirmation", "Timeout", 6)),
  fault("token-trigger-twice", "PreTokenGeneration is wired in both ways", (template) =>
    edit(pool, "LambdaConfig.PreTokenGeneration", {
      "Fn::GetAtt": [trigger(template, "PreTokenGenerationConfig").id, "Arn"],
    })(template),
  ),
  fault(
    "token-trigger-version",
    "the version is written V2",
    edit(pool, "LambdaConfig.PreTokenGenerationConfig.LambdaVersion", "V2"),
  ),
  fault("token-trigger-tier", "version 2 on the LITE plan", edit(pool, "UserPoolTier", "LITE")),
  fault(
    "token-trigger-machines",
    "a machine's tokens with version 2",
    both(
      edit(pool, "LambdaConfig.PreTokenGenerationConfig.LambdaVersion", "V2_0"),
      addClient({ ...machine, AllowedOAuthScopes: ["api/read"] }),
    ),
  ),
  fault("custom-sender-key", "a custom sender without a key", (template) =>
    edit(pool, "LambdaConfig.CustomEmailSender", {
      LambdaArn: { "Fn::GetAtt": [trigger(template, "PreSignUp").id, "Arn"] },
      LambdaVersion: "V1_0",
    })(template),
  ),
  fault("trigger-shared", "two triggers are one function", (template) =>
    edit(pool, "LambdaConfig.PreSignUp", { "Fn::GetAtt": [trigger(template, "PostConfirmation").id, "Arn"] })(template),
  ),
  fault("trigger-shared", "a trigger of one's own is a function of the suite", (template) =>
    edit(pool, "LambdaConfig.PreAuthentication", {
      "Fn::GetAtt": [trigger(template, "PostAuthentication").id, "Arn"],
    })(template),
  ),
];
