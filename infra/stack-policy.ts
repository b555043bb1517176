import type { StageSettings } from "../schema/read.ts";

const allowUpdates = { Effect: "Allow", Principal: "*", Action: "Update:*", Resource: "*" };

/**
 * What a deployment may do to the stack. With `retain`, no setting can replace or delete the pool or the table: the
 * deployment fails and the stack stays as it was. Other stages get a policy, too, because an earlier one would stay in
 * place.
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
