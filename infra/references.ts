import { toLogicalName } from "../schema/logical-name.ts";
import type { StageSettings } from "../schema/read.ts";
import { arnOf, refTo, substitute } from "./template.ts";

/** Public clients only: a page's button calls Cognito without a secret. On a laptop the template makes none. */
const listPageClients = ({ stage, userPool, clients }: StageSettings): unknown => {
  const own = userPool.existing || stage === "local" ? [] : Object.entries(clients);
  const made = own.flatMap(([name, { kind }]) => (kind === "public" ? [refTo(toLogicalName(name, "client"))] : []));
  if (made.length > 0) return { "Fn::Join": [",", [...made, ...userPool.appClientIds]] };
  return userPool.appClientIds.join(",") || "none";
};

/** What functions are told of the pool: values that the template makes, or those of a pool that is already there. */
export const buildReferences = (settings: StageSettings) => {
  const { userPool, pagesUrl, cognitoUrl, clients } = settings;
  return {
    // The address of the suite's own pages, until config/<stage>.yml names a better one.
    pagesUrl: pagesUrl ?? { "Fn::GetAtt": ["HttpApi", "ApiEndpoint"] },
    userPoolArn: userPool.existing
      ? substitute(
          `arn:\${AWS::Partition}:cognito-idp:\${AWS::Region}:\${AWS::AccountId}:userpool/${userPool.existing}`,
        )
      : arnOf("CognitoUserPoolUsers"),
    // From the settings, not from the pool: a trigger that referred to its pool would make a circle.
    userPoolId: userPool.existing ?? userPool.id ?? "",
    appClientIds: listPageClients(settings),
    cognitoUrl: cognitoUrl ?? substitute("https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}"),
    // What the page says that sets a new password.
    passwordLength: `${userPool.passwordPolicy.minimumLength}`,
    // Only the third version reaches tokens of machines.
    preTokenGenerationVersion: Object.values(clients).some(({ kind }) => kind === "machine") ? "V3_0" : "V2_0",
  };
};
