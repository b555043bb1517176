import { add, type Fault, fault, first, isCognitos, ofPermission } from "../changes.ts";

export const permissionFaults: readonly Fault[] = [
  fault("trigger-permission", "a permission is gone", (template) => {
    delete template.Resources[first(template, "AWS::Lambda::Permission", isCognitos).id];
  }),
  fault(
    "trigger-permission",
    "a permission is for another service",
    ofPermission("Principal", "cognito.amazonaws.com"),
  ),
  fault("trigger-permission", "a permission allows another action", ofPermission("Action", "lambda:GetFunction")),
  fault("permission-source-arn", "any pool may call", ofPermission("SourceArn", undefined)),
  fault(
    "permission-source-arn",
    "all pools of the account may call",
    ofPermission("SourceArn", { "Fn::Sub": "arn:aws:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/*" }),
  ),
  fault("permission-source-account", "SourceAccount is missing", ofPermission("SourceAccount", undefined)),
  fault(
    "permission-source-account",
    "SourceAccount is a region",
    ofPermission("SourceAccount", { Ref: "AWS::Region" }),
  ),
  fault("permission-target", "a permission is of no function", ofPermission("FunctionName", "somebody-elses")),
  fault("principal-everyone", "everybody may call a function", ofPermission("Principal", "*")),
  fault(
    "existing-pool-helper",
    "the helper for an existing pool",
    add("PreSignupCustomCognitoUserPool1", "Custom::CognitoUserPool", { UserPoolName: "theirs" }),
  ),
];
