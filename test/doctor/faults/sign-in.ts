import { addClient, both, client, domain, edit, type Fault, fault, first, people, pool } from "../changes.ts";

const style = "AWS::Cognito::ManagedLoginBranding";
const withPages = {
  ...people,
  AllowedOAuthFlows: ["code"],
  AllowedOAuthFlowsUserPoolClient: true,
  CallbackURLs: ["https://app.example.com/"],
};

export const signInFaults: readonly Fault[] = [
  ...["ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH"].map((name) =>
    fault(
      "client-flow-names",
      `${name} beside newer names`,
      edit(client, "ExplicitAuthFlows", ["ALLOW_USER_SRP_AUTH", name, "ALLOW_REFRESH_TOKEN_AUTH"]),
    ),
  ),
  fault("login-branding", "styles for the classic pages", edit(domain, "ManagedLoginVersion", 1)),
  fault("login-branding", "no version, and so the classic pages", edit(domain, "ManagedLoginVersion", undefined)),
  fault("login-branding", "managed login without a style", (template) => {
    delete template.Resources[first(template, style).id];
  }),
  fault("login-branding", "a second client without a style", addClient(withPages)),
  fault(
    "login-branding",
    "a style of another client",
    both(addClient({ ...people, ClientName: "Other" }), edit(style, "ClientId", { Ref: "AddedClient" })),
  ),
  fault(
    "login-plan",
    "managed login on the LITE plan",
    both(
      edit(pool, "UserPoolTier", "LITE"),
      edit(pool, "LambdaConfig.PreTokenGenerationConfig.LambdaVersion", "V1_0"),
      edit(client, "ExplicitAuthFlows", ["ALLOW_USER_SRP_AUTH"]),
    ),
  ),
  fault("domain-prefix", "a prefix with Cognito's name", edit(domain, "Domain", "cognito-trigger-suite-prod")),
  fault("domain-prefix", "a prefix with AWS's name", edit(domain, "Domain", { "Fn::Sub": "aws-${AWS::AccountId}" })),
  fault("domain-prefix", "a prefix with a large letter", edit(domain, "Domain", "Example-prod")),
  fault("domain-prefix", "a domain of one's own as a prefix", edit(domain, "Domain", "accounts.example.com")),
];
