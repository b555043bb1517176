import { logicalName } from "../schema/logical-name.ts";
import type { StageSettings } from "../schema/read.ts";
import { arnOf, ref, sub } from "./template.ts";

/** Public clients only: a page's button calls Cognito without a secret. On a laptop the template makes none. */
const pageClients = ({ stage, userPool, clients }: StageSettings): unknown => {
  const own = userPool.existing || stage === "local" ? [] : Object.entries(clients);
  const made = own.flatMap(([name, { kind }]) => (kind === "public" ? [ref(logicalName(name, "client"))] : []));
  if (made.length > 0) return { "Fn::Join": [",", [...made, ...userPool.appClientIds]] };
  return userPool.appClientIds.join(",") || "none";
};

/** What functions are told of the pool: values that the template makes, or those of a pool that is already there. */
export const references = (settings: StageSettings) => {
  const { userPool, pagesUrl, cognitoUrl, clients } = settings;
  return {
    // The address of the suite's own pages, until config/<stage>.yml names a better one.
    pagesUrl: pagesUrl ?? { "Fn::GetAtt": ["HttpApi", "ApiEndpoint"] },
    userPoolArn: userPool.existing
      ? sub(`arn:\${AWS::Partition}:cognito-idp:\${AWS::Region}:\${AWS::AccountId}:userpool/${userPool.existing}`)
      : arnOf("CognitoUserPoolUsers"),
    // From the settings, not from the pool: a trigger that referred to its pool would make a circle.
    userPoolId: userPool.existing ?? userPool.id ?? "",
    appClientIds: pageClients(settings),
    cognitoUrl: cognitoUrl ?? sub("https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}"),
    // What the page says that sets a new password.
    passwordLength: `${userPool.passwordPolicy.minimumLength}`,
    // Only the third version reaches tokens of machines.
    preTokenGenerationVersion: Object.values(clients).some(({ kind }) => kind === "machine") ? "V3_0" : "V2_0",
  };
};
