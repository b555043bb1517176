import {
  GetAccountCommand,
  type GetAccountCommandOutput,
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  type SESv2Client,
} from "@aws-sdk/client-sesv2";
import type { Finding, Problem } from "../finding.ts";
import { ask } from "./ask.ts";
import type { Wanted } from "./wanted.ts";

const resource = "SES account";
/** Problems under the id of their rule; what is false or undefined is none. */
export const named = (rule: string, problems: (Problem | false | undefined)[]): Finding[] =>
  problems.flatMap((problem) => (problem ? [{ rule, ...problem }] : []));

/** A quota of SES that is too small for what is wanted, or nearly used up. */
const quotaProblems = ({ SendQuota = {} }: GetAccountCommandOutput, { perDay, perSecond }: Wanted): Problem[] => {
  const { Max24HourSend: most = 0, MaxSendRate: rate = 0, SentLast24Hours: sent = 0 } = SendQuota;
  const unlimited = most === -1;
  return [
    ...(perDay !== undefined && !unlimited && perDay > most
      ? [
          {
            wrong: `it takes ${most} mails a day, and ${perDay} are wanted.`,
            fix: "ask AWS for a higher sending quota.",
          },
        ]
      : []),
    ...(perSecond !== undefined && perSecond > rate
      ? [
          {
            wrong: `it takes ${rate} mails a second, and ${perSecond} are wanted.`,
            fix: "ask AWS for a higher sending rate.",
          },
        ]
      : []),
    ...(!unlimited && sent >= most * 0.8
      ? [{ wrong: `${sent} of ${most} mails of a day are sent.`, fix: "ask AWS for a higher sending quota." }]
      : []),
    {
      wrong: `${unlimited ? "any number of" : most} mails a day and ${rate} a second; ${sent} in the last 24 hours.`,
      fix: "nothing, where that is enough.",
      note: true as const,
    },
  ].map((problem) => ({ resource, ...problem }));
};

/** Whether the account may send, to whom and how much. */
export const accountFindings = async (ses: SESv2Client, wanted: Wanted): Promise<Finding[]> => {
  const answer = await ask("ses:GetAccount", resource, () => ses.send(new GetAccountCommand({})));
  if ("unreadable" in answer) return [answer.unreadable];
  if ("absent" in answer) return [];
  const { SendingEnabled, ProductionAccessEnabled, EnforcementStatus = "HEALTHY" } = answer.value;
  return [
    ...named("live-sending", [
      SendingEnabled === false && {
        resource,
        wrong: "sending is switched off, so no mail goes out.",
        fix: "look at Account dashboard in the SES console, mend the cause, and aws sesv2 put-account-sending-attributes --sending-enabled.",
      },
      EnforcementStatus !== "HEALTHY" && {
        resource,
        wrong: `AWS has it under ${EnforcementStatus}, for bounces or complaints.`,
        fix: "answer AWS's review in the SES console.",
      },
    ]),
    ...named("live-sandbox", [
      !ProductionAccessEnabled && {
        resource,
        wrong: "it is in the sandbox, so mails reach verified addresses only.",
        fix: "request production access in the SES console, for this region.",
      },
    ]),
    ...named("live-quota", quotaProblems(answer.value, wanted)),
  ];
};

const identityProblems = (identity: string, answer: GetEmailIdentityCommandOutput): Finding[] => [
  ...named("live-identity", [
    !answer.VerifiedForSendingStatus && {
      resource: identity,
      wrong: `it is not verified in SES (${answer.VerificationStatus ?? "no status"}), so SES refuses its mails.`,
      fix: "publish the DKIM records that SES shows for the domain, or follow the link that SES mailed to the address.",
    },
    answer.VerifiedForSendingStatus &&
      answer.DkimAttributes?.Status !== "SUCCESS" && {
        resource: identity,
        wrong: `its mails are not signed (DKIM ${answer.DkimAttributes?.Status ?? "off"}), and big providers refuse such mails.`,
        fix: "publish the DKIM records that SES shows.",
      },
    answer.MailFromAttributes?.MailFromDomain !== undefined &&
      answer.MailFromAttributes.MailFromDomainStatus !== "SUCCESS" && {
        resource: identity,
        wrong: `its MAIL FROM domain ${answer.MailFromAttributes.MailFromDomain} is ${answer.MailFromAttributes.MailFromDomainStatus}.`,
        fix: "publish its MX and SPF records.",
      },
  ]),
];

/** An identity's state, and the policies that say who else may send as it. */
export const identityFindings = async (
  ses: SESv2Client,
  identity: string,
): Promise<{ findings: Finding[]; policies: string[] }> => {
  const answer = await ask("ses:GetEmailIdentity", identity, () =>
    ses.send(new GetEmailIdentityCommand({ EmailIdentity: identity })),
  );
  if ("unreadable" in answer) return { findings: [answer.unreadable], policies: [] };
  if ("absent" in answer)
    return {
      findings: named("live-identity", [
        {
          resource: identity,
          wrong: "SES knows no such identity in this region.",
          fix: "make and verify it: aws sesv2 create-email-identity, or correct mail.identity or the region.",
        },
      ]),
      policies: [],
    };
  return { findings: identityProblems(identity, answer.value), policies: Object.values(answer.value.Policies ?? {}) };
};
