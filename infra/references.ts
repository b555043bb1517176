import { toLogicalName } from "../schema/logical-name.ts";
import type { StageSettings } from "../schema/read.ts";
import { arnOf, refTo, substitute } from "./template.ts";

/** Public clients only, because a page calls Cognito without a secret. The local stage creates no clients. */
const listPageClients = ({ stage, userPool, clients }: StageSettings): unknown => {
  const own = userPool.existing || stage === "local" ? [] : Object.entries(clients);
  const made = own.flatMap(([name, { kind }]) => (kind === "public" ? [refTo(toLogicalName(name, "client"))] : []));
  if (made.length > 0) return { "Fn::Join": [",", [...made, ...userPool.appClientIds]] };
  return userPool.appClientIds.join(",") || "none";
};

/** The pool's values for the functions: references to the template's resources, or values of an existing pool. */
export const buildReferences = (settings: StageSettings) => {
  const { userPool, pagesUrl, cognitoUrl, clients } = settings;
  return {
    // The suite's own pages, unless config/<stage>.yml sets another address.
    pagesUrl: pagesUrl ?? { "Fn::GetAtt": ["HttpApi", "ApiEndpoint"] },
    userPoolArn: userPool.existing
      ? substitute(
          `arn:\${AWS::Partition}:cognito-idp:\${AWS::Region}:\${AWS::AccountId}:userpool/${userPool.existing}`,
        )
      : arnOf("CognitoUserPoolUsers"),
    // From the settings: a trigger that refers to its pool would be a circular dependency.
    userPoolId: userPool.existing ?? userPool.id ?? "",
    appClientIds: listPageClients(settings),
    cognitoUrl: cognitoUrl ?? substitute("https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}"),
    // For the page that sets a new password.
    passwordLength: `${userPool.passwordPolicy.minimumLength}`,
    // Only version 3 covers the tokens of machines.
    preTokenGenerationVersion: Object.values(clients).some(({ kind }) => kind === "machine") ? "V3_0" : "V2_0",
  };
};
