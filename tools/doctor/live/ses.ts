import {
  GetAccountCommand,
  type GetAccountCommandOutput,
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  type SESv2Client,
} from "@aws-sdk/client-sesv2";
import type { Finding } from "../finding.ts";
import { ask, findings } from "./ask.ts";
import type { Mails } from "./wanted.ts";

const resource = "SES account";

/** A quota of SES that is too small for what is wanted, or nearly used up. */
const quotaFindings = ({ SendQuota = {} }: GetAccountCommandOutput, { perDay = 0, perSecond = 0 }: Mails) => {
  const { Max24HourSend: most = 0, MaxSendRate: rate = 0, SentLast24Hours: sent = 0 } = SendQuota;
  const isLimited = most !== -1;
  const day = isLimited ? most : "any number of";
  const more = "ask AWS for a higher sending quota.";
  return findings(
    "live-quota",
    resource,
    [isLimited && perDay > most, `it takes ${most} mails a day, and ${perDay} are wanted.`, more],
    [perSecond > rate, `it takes ${rate} mails a second, and ${perSecond} are wanted.`, more],
    [isLimited && sent >= most * 0.8, `${sent} of ${most} mails of a day are sent.`, more],
    [
      true,
      `${day} mails a day and ${rate} a second; ${sent} in the last 24 hours.`,
      "nothing, if that is enough.",
      true,
    ],
  );
};

/** Whether the account may send, to whom and how much. */
export const accountFindings = async (ses: SESv2Client, mails: Mails): Promise<Finding[]> => {
  const answer = await ask("ses:GetAccount", resource, () => ses.send(new GetAccountCommand({})));
  if ("unreadable" in answer) return [answer.unreadable];
  if ("absent" in answer) return [];
  const { SendingEnabled, ProductionAccessEnabled, EnforcementStatus: status = "HEALTHY" } = answer.value;
  const console = "in the SES console, for this region.";
  return [
    ...findings(
      "live-sending",
      resource,
      [SendingEnabled === false, "sending is switched off, so no mail goes out.", `see Account dashboard ${console}`],
      [
        status !== "HEALTHY",
        `AWS has it under ${status}, for bounces or complaints.`,
        `answer AWS's review ${console}`,
      ],
    ),
    ...findings("live-sandbox", resource, [
      !ProductionAccessEnabled,
      "it is in the sandbox, so mails reach verified addresses only.",
      `request production access ${console}`,
    ]),
    ...quotaFindings(answer.value, mails),
  ];
};

const identityProblems = (identity: string, answer: GetEmailIdentityCommandOutput): Finding[] => {
  const { VerifiedForSendingStatus: isVerified, VerificationStatus: status = "no status" } = answer;
  const { Status: dkim = "off" } = answer.DkimAttributes ?? {};
  const { MailFromDomain: domain, MailFromDomainStatus: domainStatus = "" } = answer.MailFromAttributes ?? {};
  const verify = "publish the DKIM records that SES shows, or follow the link that SES mailed to the address.";
  return findings(
    "live-identity",
    identity,
    [!isVerified, `SES has not verified it (${status}), and refuses its mails.`, verify],
    [
      isVerified === true && dkim !== "SUCCESS",
      `its mails are not signed (DKIM ${dkim}); big providers refuse them.`,
      verify,
    ],
    [
      !["", "SUCCESS"].includes(domainStatus),
      `its MAIL FROM ${domain} is ${domainStatus}.`,
      "publish its MX and SPF records.",
    ],
  );
};

/** An identity's state, and the policies that say who else may send as it. */
export const identityFindings = async (
  ses: SESv2Client,
  identity: string,
): Promise<{ found: Finding[]; policies: string[] }> => {
  const answer = await ask("ses:GetEmailIdentity", identity, () =>
    ses.send(new GetEmailIdentityCommand({ EmailIdentity: identity })),
  );
  if ("unreadable" in answer) return { found: [answer.unreadable], policies: [] };
  if ("value" in answer)
    return { found: identityProblems(identity, answer.value), policies: Object.values(answer.value.Policies ?? {}) };
  const fix = "correct mail.identity or region in config/<stage>.yml, or set mail.createIdentity: true.";
  return {
    found: findings("live-identity", identity, [true, "SES does not know it in this region.", fix]),
    policies: [],
  };
};
