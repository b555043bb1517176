import type { StageSettings } from "../schema/read.ts";
import {
  emptyTemplate,
  newRetentionPolicies,
  type Resource,
  refTo,
  substitute,
  type TemplatePart,
} from "./template.ts";

type MailSettings = StageSettings["mail"];

const tokens = [1, 2, 3] as const;
const dkimName = (token: number): unknown => ({ "Fn::GetAtt": ["Sender", `DkimDNSTokenName${token}`] });
const dkimValue = (token: number): unknown => ({ "Fn::GetAtt": ["Sender", `DkimDNSTokenValue${token}`] });

const buildRecord = (HostedZoneId: string, Name: unknown, Type: string, values: unknown[]): Resource => ({
  Type: "AWS::Route53::RecordSet",
  Properties: { HostedZoneId, Name, Type, TTL: "1800", ResourceRecords: values },
});

const mailExchange = substitute("10 feedback-smtp.${AWS::Region}.amazonses.com");
const spf = '"v=spf1 include:amazonses.com ~all"';

/** https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html and …/dg/mail-from.html */
const buildRecords = ({ hostedZone, mailFromDomain }: MailSettings): Record<string, Resource> =>
  hostedZone
    ? {
        ...Object.fromEntries(
          tokens.map((token) => [
            `SenderKey${token}`,
            buildRecord(hostedZone, dkimName(token), "CNAME", [dkimValue(token)]),
          ]),
        ),
        ...(mailFromDomain && {
          SenderBounces: buildRecord(hostedZone, mailFromDomain, "MX", [mailExchange]),
          SenderPolicy: buildRecord(hostedZone, mailFromDomain, "TXT", [spf]),
        }),
      }
    : {};

const buildOutputs = ({ identity, mailFromDomain }: MailSettings) => ({
  ...(!identity.includes("@") &&
    Object.fromEntries(
      tokens.map((token) => [
        `DnsRecord${token}`,
        { Value: { "Fn::Join": [" CNAME ", [dkimName(token), dkimValue(token)]] } },
      ]),
    )),
  ...(mailFromDomain && {
    DnsRecord4: { Value: { "Fn::Join": [" MX ", [mailFromDomain, mailExchange]] } },
    DnsRecord5: { Value: `${mailFromDomain} TXT ${spf}` },
  }),
});

/**
 * The SES identity of a stage's sender. It has its own stack, deployed first: Cognito creates no pool until SES has
 * verified the sender, which takes a person or some time.
 */
export const sender: TemplatePart = ({ mail, retain }) => {
  if (!mail.createIdentity) return emptyTemplate;
  const isDomain = !mail.identity.includes("@");
  return {
    Resources: {
      Sender: {
        Type: "AWS::SES::EmailIdentity",
        ...newRetentionPolicies(retain),
        Properties: {
          EmailIdentity: mail.identity,
          DkimAttributes: { SigningEnabled: true },
          ...(isDomain && { DkimSigningAttributes: { NextSigningKeyLength: "RSA_2048_BIT" } }),
          ...(mail.mailFromDomain && {
            MailFromAttributes: { MailFromDomain: mail.mailFromDomain, BehaviorOnMxFailure: "USE_DEFAULT_VALUE" },
          }),
        },
      },
      ...buildRecords(mail),
    },
    Outputs: { SenderIdentity: { Value: refTo("Sender") }, ...buildOutputs(mail) },
  };
};
