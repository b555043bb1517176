import { secretRules } from "../../../../tools/doctor/rules/secrets.ts";
import { add, both, edit } from "../changes.ts";
import { judge } from "../judge.ts";

const setVariable = (name: string, value: unknown) =>
  edit("PreSignupLambdaFunction", `Environment.Variables.${name}`, value);

/** Put together here, because secret scanners read this file. */
const random = ["wJalrXUtnFEMI", "K7MDENG", "bPxRfiCYzEXAMPLE9K3Y"].join("/");
const accessKey = `AKIA${"IOSFODNN7EXAMPLE"}`;
const privateKey = ["-----BEGIN", "PRIVATE KEY-----\\nMIIE"].join(" ");

judge(secretRules, {
  faults: {
    "secret-literal": {
      "an access key": setVariable("LEGACY_KEY", accessKey),
      "a secret key": setVariable("SIGNING", random),
      "a password": setVariable("DB_PASSWORD", "hunter2-hunter2"),
      "a private key": setVariable("SIGN_WITH", privateKey),
      "a password in a URL": setVariable("DATABASE", "postgres://suite:hunter2@db.example.com/users"),
      "a provider's secret": add("Google", "AWS::Cognito::UserPoolIdentityProvider", {
        ProviderDetails: { client_secret: "GOCSPX-abcdefghijk" },
      }),
    },
    "secret-environment": {
      "a resolved secret": setVariable("TOKEN", "{{resolve:secretsmanager:mine:SecretString:token}}"),
      "a client secret": setVariable("CLIENT", { "Fn::GetAtt": ["WebClient", "ClientSecret"] }),
    },
  },
  right: {
    "a secret's name, its ARN, a length and a digest": both(
      setVariable("SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:links-AbCdEf"),
      setVariable("SECRET_NAME", "suite/prod/links"),
      setVariable("PASSWORD_MINIMUM_LENGTH", "1000000"),
      setVariable("DIGEST", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ),
    "a resolved secret of a provider": add("Google", "AWS::Cognito::UserPoolIdentityProvider", {
      ProviderDetails: { client_secret: "{{resolve:secretsmanager:google:SecretString:x}}" },
    }),
    "names that look random": both(
      add("PreSignUpRole3C357FF2ABcd01EFgh23", "AWS::SNS::Topic"),
      setVariable("TOPIC", { Ref: "PreSignUpRole3C357FF2ABcd01EFgh23" }),
    ),
  },
});
