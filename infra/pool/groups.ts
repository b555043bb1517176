import { logicalName } from "../../schema/logical-name.ts";
import type { StageSettings } from "../../schema/read.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { arnOf, nothing, ref, type TemplatePart } from "../template.ts";
import { groupRole } from "./identity-pool.ts";

/** The stage's own groups, and those that suite.config.ts puts people into. */
const groupsOf = ({ userPool }: StageSettings, suite: Suite): StageSettings["userPool"]["groups"] => ({
  ...Object.fromEntries((suite.groups ?? []).map(({ group }) => [group, { prefixes: [] }])),
  ...userPool.groups,
});

/** The pool's groups. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html */
export const groups: TemplatePart = (settings, suite) =>
  settings.userPool.existing
    ? nothing
    : {
        Resources: Object.fromEntries(
          Object.entries(groupsOf(settings, suite)).map(([name, { description, precedence, prefixes }]) => [
            logicalName(name, "group"),
            {
              Type: "AWS::Cognito::UserPoolGroup",
              Properties: {
                UserPoolId: ref("CognitoUserPoolUsers"),
                GroupName: name,
                ...(description && { Description: description }),
                ...(precedence !== undefined && { Precedence: precedence }),
                ...(prefixes.length > 0 && { RoleArn: arnOf(groupRole(name)) }),
              },
            },
          ]),
        ),
      };
