import { toLogicalName } from "../schema/logical-name.ts";
import type { Suite } from "../src/settings/suite.ts";
import { buildReferences } from "./references.ts";
import { refTo, type TemplatePart } from "./template.ts";

/** What a function may do in its own pool, and why it needs to. */
const actionsOf = (suite: Suite): Record<string, string[]> => ({
  ...(suite.linking?.trustedProviders.length && {
    preSignup: ["cognito-idp:ListUsers", "cognito-idp:AdminLinkProviderForUser"],
  }),
  ...(suite.groups?.length && {
    postConfirmation: ["cognito-idp:AdminAddUserToGroup"],
    ensureProfile: ["cognito-idp:AdminAddUserToGroup"],
  }),
});

/**
 * What triggers may do in the pool that calls them. A policy of its own, not part of the function's role: the pool needs
 * the function, the function its role, and a role that named the pool would close the circle.
 */
export const triggerPermissions: TemplatePart = (settings, suite) => ({
  Resources: Object.fromEntries(
    Object.entries(actionsOf(suite)).map(([name, actions]) => [
      toLogicalName(name, "pool", "policy"),
      {
        Type: "AWS::IAM::Policy",
        Properties: {
          PolicyName: "user-pool",
          Roles: [refTo(toLogicalName(name, "iam", "role", "lambda", "execution"))],
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: actions, Resource: buildReferences(settings).userPoolArn }],
          },
        },
      },
    ]),
  ),
});
