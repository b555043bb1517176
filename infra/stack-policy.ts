import type { StageSettings } from "../schema/read.ts";

const allowUpdates = { Effect: "Allow", Principal: "*", Action: "Update:*", Resource: "*" };

/**
 * What a deployment may do to the stack. Where data is kept, none may replace or delete pool or table, by whatever setting:
 * it fails instead, and the stack is as it was. The other stages get a policy too, for one that was set before stays.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html
 */
export const buildStackPolicy = ({ retain }: Pick<StageSettings, "retain">): object[] =>
  retain
    ? [
        allowUpdates,
        {
          Effect: "Deny",
          Principal: "*",
          Action: ["Update:Replace", "Update:Delete"],
          Resource: "*",
          Condition: { StringEquals: { ResourceType: ["AWS::Cognito::UserPool", "AWS::DynamoDB::Table"] } },
        },
      ]
    : [allowUpdates];
