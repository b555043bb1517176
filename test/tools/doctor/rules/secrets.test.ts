import { secretRules } from "../../../../tools/doctor/rules/secrets.ts";
import { add, both, edit } from "../changes.ts";
import { judge } from "../judge.ts";

const variable = (name: string, value: unknown) =>
  edit("PreSignupLambdaFunction", `Environment.Variables.${name}`, value);

/** Put together here, because secret scanners read this file. */
const random = ["wJalrXUtnFEMI", "K7MDENG", "bPxRfiCYzEXAMPLE9K3Y"].join("/");
const accessKey = `AKIA${"IOSFODNN7EXAMPLE"}`;
const privateKey = ["-----BEGIN", "PRIVATE KEY-----\\nMIIE"].join(" ");

judge(secretRules, {
  faults: {
    "secret-literal": {
      "an access key": variable("LEGACY_KEY", accessKey),
      "a secret key": variable("SIGNING", random),
      "a password": variable("DB_PASSWORD", "hunter2-hunter2"),
      "a private key": variable("SIGN_WITH", privateKey),
      "a password in a URL": variable("DATABASE", "postgres://suite:hunter2@db.example.com/users"),
      "a provider's secret": add("Google", "AWS::Cognito::UserPoolIdentityProvider", {
        ProviderDetails: { client_secret: "GOCSPX-abcdefghijk" },
      }),
    },
    "secret-environment": {
      "a resolved secret": variable("TOKEN", "{{resolve:secretsmanager:mine:SecretString:token}}"),
      "a client secret": variable("CLIENT", { "Fn::GetAtt": ["WebClient", "ClientSecret"] }),
    },
  },
  right: {
    "a secret's name, its ARN, a length and a digest": both(
      variable("SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:links-AbCdEf"),
      variable("SECRET_NAME", "suite/prod/links"),
      variable("PASSWORD_MINIMUM_LENGTH", "1000000"),
      variable("DIGEST", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ),
    "a resolved secret of a provider": add("Google", "AWS::Cognito::UserPoolIdentityProvider", {
      ProviderDetails: { client_secret: "{{resolve:secretsmanager:google:SecretString:x}}" },
    }),
    "names that look random": both(
      add("PreSignUpRole3C357FF2ABcd01EFgh23", "AWS::SNS::Topic"),
      variable("TOPIC", { Ref: "PreSignUpRole3C357FF2ABcd01EFgh23" }),
    ),
  },
});
