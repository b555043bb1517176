import { toLogicalName } from "../schema/logical-name.ts";
import type { Suite } from "../src/settings/suite.ts";
import { buildReferences } from "./references.ts";
import { refTo, type TemplatePart } from "./template.ts";

/** The rights of each function in its own pool, by the settings. */
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
 * The rights of triggers in the pool that calls them. They are a separate policy: the pool needs the function, the
 * function its role, and a role that named the pool would be a circular dependency.
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
