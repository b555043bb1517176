import { type Contract, checkMail, countCodes, hasPlaceholder, limits } from "../../src/rules/mail/message-contract.ts";
import type { CustomMessageEvent } from "../../src/runtime/cognito-event.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { chooseAcceptedMessage, createCodeMessage } from "../../src/steps/code-message.ts";
import { type Language, languages } from "../../src/templates/languages.ts";
import { linkCounts, renderMail } from "../../src/templates/render.ts";
import type { MailName } from "../../src/templates/words.ts";
import { renderNotice } from "../../src/workers/notice.ts";
import {
  addClientPerBrand,
  isNotice,
  mailSources,
  type NoticeEvent,
  newSampleEvent,
  type Sample,
  type SampleEvent,
} from "./specimen-events.ts";

type PlaceholderCount = { placeholder: string; found: number; expected: number | "once or more" };

/** Why Cognito would reject or damage one version of a mail. */
type VersionBreach = { version: string; text: string };

/** One mail in one language and brand. */
export type Specimen = {
  /** `<source>/<language>/<brand>`. */
  id: string;
  /** Cognito's trigger source, or the kind of the suite's own mail. */
  source: string;
  mail: MailName;
  language: Language;
  brand: string;
  sentBy: "Cognito" | "the suite";
  /** The richest version that meets the contract. With `untouched`, Cognito sends its own message. */
  version: "rich" | "compact" | "plain" | "untouched";
  subject: string;
  html: string;
  /** The text part. Cognito sends none, so for its mails this is the text of the plain version. */
  text: string;
  sms: string | null;
  /** What the contract expects of a mail with a code. */
  expected?: Contract;
  placeholders: PlaceholderCount[];
  /** Why a richer version or the SMS does not meet the contract; empty for a good mail. */
  breaches: VersionBreach[];
};

const pagesUrl = "https://accounts.example.com";

const countParts = (text: string, part: string) => text.split(part).length - 1;

const countPlaceholders = (html: string, { code, codes = 1, userName }: Contract): PlaceholderCount[] => [
  { placeholder: code, found: countParts(html, code), expected: codes },
  ...(userName === undefined
    ? []
    : [{ placeholder: userName, found: countParts(html, userName), expected: "once or more" as const }]),
];

/** All breaches of the contract. A mail of the suite's own must not have placeholders, which nothing replaces. */
export const findContractBreaches = ({
  subject,
  html,
  text,
  expected,
}: Pick<Specimen, "subject" | "html" | "text" | "expected">): string[] => {
  if (expected) return checkMail({ emailSubject: subject, emailMessage: html }, expected);
  return [
    ...(subject.length > limits.subject
      ? [`subject has ${subject.length} characters, at most ${limits.subject} are safe`]
      : []),
    ...(hasPlaceholder(`${subject}${html}${text}`) ? ["has a placeholder, which nothing replaces"] : []),
  ];
};

const makeCodeSpecimen = (suite: Suite, event: CustomMessageEvent): Specimen | undefined => {
  const message = createCodeMessage(suite, pagesUrl, event);
  if (!message) return undefined;
  const { template, view } = message;
  const breaches: VersionBreach[] = [];
  const accepted = chooseAcceptedMessage(message, (what, facts) => {
    const texts = [facts?.["breaches"] ?? [what]].flat();
    breaches.push(...texts.map((text) => ({ version: String(facts?.["version"]), text: String(text) })));
  });
  const { subject, html, text } = renderMail(template, view);
  const version = accepted?.version ?? "untouched";
  const links = linkCounts[accepted?.version ?? "rich"];
  const expected = { ...message.expected, codes: countCodes(view.link, message.expected.code, links) };
  const sent = accepted?.emailMessage ?? html;
  const brand = Object.keys(suite.brands).find((key) => suite.brands[key] === view.brand) ?? "default";
  return {
    id: `${event.triggerSource}/${view.language}/${brand}`,
    source: event.triggerSource,
    mail: template.name,
    language: view.language as Language,
    brand,
    sentBy: "Cognito",
    version,
    subject: accepted?.emailSubject ?? subject,
    html: sent,
    text,
    sms: accepted?.smsMessage ?? null,
    expected,
    placeholders: countPlaceholders(sent, expected),
    breaches,
  };
};

const makeNoticeSpecimen = (suite: Suite, event: NoticeEvent): Specimen => {
  const { kind, brand, details = {}, profile = { emailVerified: false } } = event;
  const language = event.language as Language;
  const { subject, html, text } = renderNotice(suite, pagesUrl)({ kind, language, brand, details }, profile);
  return {
    id: `${kind}/${language}/${brand}`,
    source: kind,
    mail: kind,
    language,
    brand,
    sentBy: "the suite",
    version: "rich",
    subject,
    html,
    text,
    sms: null,
    placeholders: [],
    breaches: findContractBreaches({ subject, html, text }).map((breach) => ({ version: "rich", text: breach })),
  };
};

/** Makes the mail for an event with the code that runs in Lambda; undefined if the suite leaves it to Cognito. */
export const makeMail = (suite: Suite, event: SampleEvent): Specimen | undefined =>
  isNotice(event) ? makeNoticeSpecimen(suite, event) : makeCodeSpecimen(addClientPerBrand(suite), event);

export type MailFilter = { languages?: readonly Language[]; brands?: readonly string[]; sample?: Sample };

/** Every mail in these languages and brands. Default: all. */
export const makeMails = (suite: Suite, choice: MailFilter = {}): Specimen[] => {
  const chosen = choice.languages ?? (Object.keys(languages) as Language[]);
  const brands = choice.brands ?? Object.keys(suite.brands);
  const { sample } = choice;
  return brands.flatMap((brand) =>
    chosen.flatMap((language) =>
      mailSources.flatMap(
        ({ source }) => makeMail(suite, newSampleEvent(suite, { source, language, brand, sample })) ?? [],
      ),
    ),
  );
};
