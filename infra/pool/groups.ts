import { toLogicalName } from "../../schema/logical-name.ts";
import type { StageSettings } from "../../schema/read.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { arnOf, emptyTemplate, refTo, type TemplatePart } from "../template.ts";
import { groupRoleName } from "./identity-pool.ts";

/** The groups of the stage, and those that suite.config.ts adds users to. */
const groupsOf = ({ userPool }: StageSettings, suite: Suite): StageSettings["userPool"]["groups"] => ({
  ...Object.fromEntries((suite.groups ?? []).map(({ group }) => [group, { prefixes: [] }])),
  ...userPool.groups,
});

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html */
export const groups: TemplatePart = (settings, suite) =>
  settings.userPool.existing
    ? emptyTemplate
    : {
        Resources: Object.fromEntries(
          Object.entries(groupsOf(settings, suite)).map(([name, { description, precedence, prefixes }]) => [
            toLogicalName(name, "group"),
            {
              Type: "AWS::Cognito::UserPoolGroup",
              Properties: {
                UserPoolId: refTo("CognitoUserPoolUsers"),
                GroupName: name,
                ...(description && { Description: description }),
                ...(precedence !== undefined && { Precedence: precedence }),
                ...(prefixes.length > 0 && { RoleArn: arnOf(groupRoleName(name)) }),
              },
            },
          ]),
        ),
      };
