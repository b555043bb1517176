import {
  GetAccountCommand,
  type GetAccountCommandOutput,
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  type SESv2Client,
} from "@aws-sdk/client-sesv2";
import type { Finding } from "../finding.ts";
import { askAws, listFindings } from "./ask.ts";
import type { MailVolume } from "./wanted.ts";

const resource = "SES account";

/** Reports a sending quota that is too small, or nearly used up. */
const checkQuota = ({ SendQuota = {} }: GetAccountCommandOutput, { perDay = 0, perSecond = 0 }: MailVolume) => {
  const { Max24HourSend: most = 0, MaxSendRate: rate = 0, SentLast24Hours: sent = 0 } = SendQuota;
  const isLimited = most !== -1;
  const day = isLimited ? most : "any number of";
  const more = "request a higher sending quota from AWS.";
  return listFindings(
    "live-quota",
    resource,
    [isLimited && perDay > most, `its quota is ${most} mails per day, and you need ${perDay}.`, more],
    [perSecond > rate, `its quota is ${rate} mails per second, and you need ${perSecond}.`, more],
    [isLimited && sent >= most * 0.8, `${sent} of ${most} mails per day are sent.`, more],
    [
      true,
      `its quota is ${day} mails per day and ${rate} per second; it sent ${sent} in the last 24 hours.`,
      "if that is not enough, request a higher sending quota from AWS.",
      true,
    ],
  );
};

/** Checks whether the account may send, to which addresses, and how much. */
export const checkAccount = async (ses: SESv2Client, volume: MailVolume): Promise<Finding[]> => {
  const answer = await askAws("ses:GetAccount", resource, () => ses.send(new GetAccountCommand({})));
  if ("unreadable" in answer) return [answer.unreadable];
  if ("absent" in answer) return [];
  const { SendingEnabled, ProductionAccessEnabled, EnforcementStatus: status = "HEALTHY" } = answer.value;
  const console = "in the SES console, for this region.";
  return [
    ...listFindings(
      "live-sending",
      resource,
      [SendingEnabled === false, "sending is switched off, so no mail goes out.", `see Account dashboard ${console}`],
      [
        status !== "HEALTHY",
        `its status is ${status}, because of bounces or complaints.`,
        `respond to AWS's review ${console}`,
      ],
    ),
    ...listFindings("live-sandbox", resource, [
      !ProductionAccessEnabled,
      "it is in the sandbox, so it can send to verified addresses only.",
      `request production access ${console}`,
    ]),
    ...checkQuota(answer.value, volume),
  ];
};

const findIdentityProblems = (identity: string, answer: GetEmailIdentityCommandOutput): Finding[] => {
  const { VerifiedForSendingStatus: isVerified, VerificationStatus: status = "no status" } = answer;
  const { Status: dkim = "off" } = answer.DkimAttributes ?? {};
  const { MailFromDomain: domain, MailFromDomainStatus: domainStatus = "" } = answer.MailFromAttributes ?? {};
  const verify = "publish the DKIM records that SES shows, or follow the link that SES mailed to the address.";
  return listFindings(
    "live-identity",
    identity,
    [!isVerified, `SES has not verified it (${status}), and rejects its mails.`, verify],
    [
      isVerified === true && dkim !== "SUCCESS",
      `its mails are not signed (DKIM ${dkim}), and large providers reject them.`,
      verify,
    ],
    [
      !["", "SUCCESS"].includes(domainStatus),
      `its MAIL FROM domain ${domain} has the status ${domainStatus}.`,
      "publish its MX and SPF records.",
    ],
  );
};

/** Checks an identity. @returns findings, and the policies that let others send with it */
export const checkIdentity = async (
  ses: SESv2Client,
  identity: string,
): Promise<{ found: Finding[]; policies: string[] }> => {
  const answer = await askAws("ses:GetEmailIdentity", identity, () =>
    ses.send(new GetEmailIdentityCommand({ EmailIdentity: identity })),
  );
  if ("unreadable" in answer) return { found: [answer.unreadable], policies: [] };
  if ("value" in answer)
    return {
      found: findIdentityProblems(identity, answer.value),
      policies: Object.values(answer.value.Policies ?? {}),
    };
  const fix = "correct mail.identity or region in config/<stage>.yml, or set mail.createIdentity: true.";
  return {
    found: listFindings("live-identity", identity, [true, "SES does not know it in this region.", fix]),
    policies: [],
  };
};
