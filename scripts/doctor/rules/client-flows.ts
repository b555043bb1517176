import type { Rules } from "../finding.ts";
import { clientsOf } from "../relations.ts";
import { texts } from "../template.ts";

/** Names from before ALLOW_. */
const old: Record<string, string> = {
  ADMIN_NO_SRP_AUTH: "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  CUSTOM_AUTH_FLOW_ONLY: "ALLOW_CUSTOM_AUTH",
  USER_PASSWORD_AUTH: "ALLOW_USER_PASSWORD_AUTH",
};

/** How people sign in. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
export const clientFlowRules = {
  "client-flow-names": ({ template }) =>
    clientsOf(template).flatMap(({ id, properties }) => {
      const flows = texts(template, properties["ExplicitAuthFlows"]);
      const older = flows.filter((flow) => flow in old);
      return older.length > 0 && flows.some((flow) => flow.startsWith("ALLOW_"))
        ? [
            {
              resource: id,
              wrong: `Cognito refuses ${older.join(", ")} beside flows that begin with ALLOW_.`,
              fix: `write ${older.map((flow) => old[flow]).join(", ")}, or take it out.`,
            },
          ]
        : [];
    }),
} satisfies Rules;
