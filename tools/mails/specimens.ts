import { type Contract, checkMail, countCodes, hasPlaceholder, limits } from "../../src/rules/mail/message-contract.ts";
import type { CustomMessageEvent } from "../../src/runtime/cognito-event.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { chooseAcceptedMessage, createCodeMessage } from "../../src/steps/code-message.ts";
import { type Language, languages } from "../../src/templates/languages.ts";
import { linkCounts, renderMail } from "../../src/templates/render.ts";
import type { MailName } from "../../src/templates/words.ts";
import { renderNotice } from "../../src/workers/notice.ts";
import {
  isNotice,
  mailSources,
  type NoticeEvent,
  type Sample,
  type SampleEvent,
  sampleEvent,
  withClientPerBrand,
} from "./specimen-events.ts";

/** What a mail must have so many times. */
export type Counted = { placeholder: string; found: number; expected: number | "once or more" };

/** Why Cognito would refuse or distort one version of a mail. */
export type Breach = { version: string; text: string };

/** One mail as one reader gets it. */
export type Specimen = {
  /** `<source>/<language>/<brand>`. */
  id: string;
  /** Cognito's trigger source, or the kind of the suite's own mail. */
  source: string;
  mail: MailName;
  language: Language;
  brand: string;
  sentBy: "Cognito" | "the suite";
  /** The richest version that the contract lets through; with `untouched`, Cognito sends its own message. */
  version: "rich" | "compact" | "plain" | "untouched";
  subject: string;
  html: string;
  /** The text part. Cognito sends none; for its mails this is what the plain version says. */
  text: string;
  sms: string | null;
  /** What the contract expects of this version of a mail with a code. */
  expected?: Contract;
  placeholders: Counted[];
  /** What stopped a richer version, or would stop the SMS; empty for a good mail. */
  breaches: Breach[];
};

const pagesUrl = "https://accounts.example.com";

const count = (text: string, part: string) => text.split(part).length - 1;

const countPlaceholders = (html: string, { code, codes = 1, userName }: Contract): Counted[] => [
  { placeholder: code, found: count(html, code), expected: codes },
  ...(userName === undefined
    ? []
    : [{ placeholder: userName, found: count(html, userName), expected: "once or more" as const }]),
];

/** Every way in which this mail breaks the contract as it stands; nothing replaces a placeholder in the suite's own. */
export const contractBreaches = ({
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

const codeSpecimen = (suite: Suite, event: CustomMessageEvent): Specimen | undefined => {
  const message = createCodeMessage(suite, pagesUrl, event);
  if (!message) return undefined;
  const { template, view } = message;
  const breaches: Breach[] = [];
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

const noticeSpecimen = (suite: Suite, event: NoticeEvent): Specimen => {
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
    breaches: contractBreaches({ subject, html, text }).map((breach) => ({ version: "rich", text: breach })),
  };
};

/** The mail for an event, made by the code that makes it in Lambda; undefined if the suite leaves it to Cognito. */
export const makeMail = (suite: Suite, event: SampleEvent): Specimen | undefined =>
  isNotice(event) ? noticeSpecimen(suite, event) : codeSpecimen(withClientPerBrand(suite), event);

export type Choice = { languages?: readonly Language[]; brands?: readonly string[]; sample?: Sample };

/** Every mail in every language and brand, or in the chosen ones. */
export const makeMails = (suite: Suite, choice: Choice = {}): Specimen[] => {
  const chosen = choice.languages ?? (Object.keys(languages) as Language[]);
  const brands = choice.brands ?? Object.keys(suite.brands);
  const { sample } = choice;
  return brands.flatMap((brand) =>
    chosen.flatMap((language) =>
      mailSources.flatMap(
        ({ source }) => makeMail(suite, sampleEvent(suite, { source, language, brand, sample })) ?? [],
      ),
    ),
  );
};
