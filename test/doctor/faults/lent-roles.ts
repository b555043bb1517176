import type { Properties } from "../../../scripts/doctor/template.ts";
import { add, both, edit, type Fault, fault, pool, role } from "../changes.ts";

const lent = (principal: object, condition: object): Properties => ({
  AssumeRolePolicyDocument: {
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", Condition: condition }],
  },
});
const textMessages = (asked: object) =>
  both(
    add("Sms", role, lent({ Service: "cognito-idp.amazonaws.com" }, asked)),
    edit(pool, "SmsConfiguration", { ExternalId: "good-sms", SnsCallerArn: { "Fn::GetAtt": ["Sms", "Arn"] } }),
  );
const guests = lent(
  { Federated: "cognito-identity.amazonaws.com" },
  {
    StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:1" },
    "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
  },
);
const roleOfPeople = (type: string, properties: Properties) =>
  both(add("Visitors", role, guests), add("People", type, properties));

export const lentRoleFaults: readonly Fault[] = [
  fault(
    "identity-pool-role",
    "the role of people, for guests",
    roleOfPeople("AWS::Cognito::IdentityPoolRoleAttachment", {
      Roles: { authenticated: { "Fn::GetAtt": ["Visitors", "Arn"] } },
    }),
  ),
  fault(
    "identity-pool-role",
    "the role of a group, for guests",
    roleOfPeople("AWS::Cognito::UserPoolGroup", { RoleArn: { "Fn::GetAtt": ["Visitors", "Arn"] } }),
  ),
  fault("sms-role", "a role for text messages that asks nothing", textMessages({})),
  fault(
    "sms-role",
    "a role for text messages that asks for another",
    textMessages({ StringEquals: { "sts:ExternalId": "other" } }),
  ),
  fault(
    "domain-certificate",
    "a certificate where CloudFront does not look",
    add("Domain", "AWS::Cognito::UserPoolDomain", {
      UserPoolId: "",
      Domain: "accounts.example.com",
      CustomDomainConfig: { CertificateArn: "arn:aws:acm:eu-west-1:111122223333:certificate/1" },
    }),
  ),
];
