import { add, client, type Fault, fault, first, ofTrigger } from "../changes.ts";

/** So that nobody's key stands in a file that is read for keys. */
const drawn = ["wJalrXUtnFEMI", "K7MDENG", "bPxRfiCYzEXAMPLE9K3Y"].join("/");
const accessKey = `AKIA${"IOSFODNN7EXAMPLE"}`;

export const secretFaults: readonly Fault[] = [
  fault(
    "secret-literal",
    "an access key in the environment",
    ofTrigger("PreSignUp", "Environment.Variables.LEGACY_KEY", accessKey),
  ),
  fault(
    "secret-literal",
    "a secret key in the environment",
    ofTrigger("PreSignUp", "Environment.Variables.SIGNING", drawn),
  ),
  fault(
    "secret-literal",
    "a password in the environment",
    ofTrigger("PreSignUp", "Environment.Variables.DB_PASSWORD", "hunter2-hunter2"),
  ),
  fault(
    "secret-literal",
    "a provider's secret in the template",
    add("Google", "AWS::Cognito::UserPoolIdentityProvider", {
      ProviderName: "Google",
      ProviderType: "Google",
      ProviderDetails: { client_id: "x.apps.googleusercontent.com", client_secret: "GOCSPX-abcdefghijk" },
    }),
  ),
  fault(
    "secret-environment",
    "a secret resolved into the environment",
    ofTrigger("PreSignUp", "Environment.Variables.TOKEN", "{{resolve:secretsmanager:mine:SecretString:token}}"),
  ),
  fault(
    "secret-literal",
    "a private key in the environment",
    ofTrigger("PreSignUp", "Environment.Variables.SIGN_WITH", ["-----BEGIN", "PRIVATE KEY-----\\nMIIE"].join(" ")),
  ),
  fault(
    "secret-literal",
    "a password in an address",
    ofTrigger("PreSignUp", "Environment.Variables.DATABASE", "postgres://suite:hunter2@db.example.com/users"),
  ),
  fault("secret-output", "a client's secret is an output", (template) => {
    template.Outputs = {
      ...template.Outputs,
      Secret: { Value: { "Fn::GetAtt": [first(template, client).id, "ClientSecret"] } },
    };
  }),
];
