import type { StageSettings } from "../schema/read.ts";
import { kept, nothing, type Resource, ref, sub, type TemplatePart } from "./template.ts";

type Mail = StageSettings["mail"];

const tokens = [1, 2, 3] as const;
const tokenName = (token: number): unknown => ({ "Fn::GetAtt": ["Sender", `DkimDNSTokenName${token}`] });
const tokenValue = (token: number): unknown => ({ "Fn::GetAtt": ["Sender", `DkimDNSTokenValue${token}`] });

const record = (HostedZoneId: string, Name: unknown, Type: string, values: unknown[]): Resource => ({
  Type: "AWS::Route53::RecordSet",
  Properties: { HostedZoneId, Name, Type, TTL: "1800", ResourceRecords: values },
});

const mailExchange = sub("10 feedback-smtp.${AWS::Region}.amazonses.com");
const spf = '"v=spf1 include:amazonses.com ~all"';

/** https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html and …/dg/mail-from.html */
const records = ({ hostedZone, mailFromDomain }: Mail): Record<string, Resource> =>
  hostedZone
    ? {
        ...Object.fromEntries(
          tokens.map((token) => [
            `SenderKey${token}`,
            record(hostedZone, tokenName(token), "CNAME", [tokenValue(token)]),
          ]),
        ),
        ...(mailFromDomain && {
          SenderBounces: record(hostedZone, mailFromDomain, "MX", [mailExchange]),
          SenderPolicy: record(hostedZone, mailFromDomain, "TXT", [spf]),
        }),
      }
    : {};

const outputs = ({ identity, mailFromDomain }: Mail) => ({
  ...(!identity.includes("@") &&
    Object.fromEntries(
      tokens.map((token) => [
        `DnsRecord${token}`,
        { Value: { "Fn::Join": [" CNAME ", [tokenName(token), tokenValue(token)]] } },
      ]),
    )),
  ...(mailFromDomain && {
    DnsRecord4: { Value: { "Fn::Join": [" MX ", [mailFromDomain, mailExchange]] } },
    DnsRecord5: { Value: `${mailFromDomain} TXT ${spf}` },
  }),
});

/**
 * The SES identity that a stage's mails come from. It is a stack of its own, deployed first: Cognito makes no pool whose
 * sender SES has not verified, and that takes a person or a while.
 */
export const sender: TemplatePart = ({ mail, retain }) => {
  if (!mail.createIdentity) return nothing;
  const isDomain = !mail.identity.includes("@");
  return {
    Resources: {
      Sender: {
        Type: "AWS::SES::EmailIdentity",
        ...kept(retain),
        Properties: {
          EmailIdentity: mail.identity,
          DkimAttributes: { SigningEnabled: true },
          ...(isDomain && { DkimSigningAttributes: { NextSigningKeyLength: "RSA_2048_BIT" } }),
          ...(mail.mailFromDomain && {
            MailFromAttributes: { MailFromDomain: mail.mailFromDomain, BehaviorOnMxFailure: "USE_DEFAULT_VALUE" },
          }),
        },
      },
      ...records(mail),
    },
    Outputs: { SenderIdentity: { Value: ref("Sender") }, ...outputs(mail) },
  };
};
