import { acceptedMessage, codeMessage } from "../src/code-message.ts";
import type { CustomMessageEvent } from "../src/cognito-event.ts";
import { outboxKey } from "../src/rules/keys.ts";
import { limits } from "../src/rules/message-contract.ts";
import type { Suite } from "../src/settings.ts";
import { type Language, languages } from "../src/templates/languages.ts";
import { type NoticeMail, noticeMails } from "../src/templates/notice-mails.ts";
import { renderMail } from "../src/templates/render.ts";
import type { MailName } from "../src/templates/words.ts";
import { noticeFor } from "../src/workers/notice.ts";
import { codeEvent, codeSources, worstCase } from "./specimen-events.ts";

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
  subject: string;
  html: string;
  /** The text part. Cognito sends none; for its mails this is what the plain version says. */
  text: string;
  sms: string | null;
  /** What stopped a richer version, or would stop the SMS; empty for a good mail. */
  problems: string[];
};

export type Choice = { languages?: readonly Language[]; brands?: readonly string[]; worst?: boolean };

const pagesUrl = "https://accounts.example.com";

/** What comes of an event, with everything that the guard has to say about it. */
const codeSpecimen = (suite: Suite, source: string, event: CustomMessageEvent): Specimen | undefined => {
  const message = codeMessage(suite, pagesUrl, event);
  if (!message) return undefined;
  const problems: string[] = [];
  const accepted = acceptedMessage(message, (what, facts) =>
    problems.push(`${facts?.["version"]}: ${[facts?.["breaches"] ?? what].flat().join("; ")}`),
  );
  const { template, view } = message;
  const brand = Object.keys(suite.brands).find((key) => suite.brands[key] === view.brand) ?? "default";
  return {
    id: `${source}/${view.language}/${brand}`,
    source,
    mail: template.name,
    language: view.language as Language,
    brand,
    sentBy: "Cognito",
    subject: accepted?.emailSubject ?? "",
    html: accepted?.emailMessage ?? "",
    text: renderMail(template, view).text,
    sms: accepted?.smsMessage ?? null,
    problems,
  };
};

const noticeSpecimen = (
  suite: Suite,
  kind: NoticeMail,
  language: Language,
  brand: string,
  worst: boolean,
): Specimen => {
  const details: Record<string, string> = kind === "welcome" ? {} : { at: "2026-01-02T03:04:05.000Z" };
  const row = { kind, language, brand, details, ...outboxKey("sub", kind) };
  const profile = worst
    ? { emailVerified: true, givenName: worstCase.given_name, clientId: worstCase.clientId }
    : { emailVerified: true, givenName: "Ada", clientId: "4u3ef0exampleclient000000" };
  const { subject, html, text } = noticeFor(suite, pagesUrl)(row, profile);
  const problems = [
    ...(subject.length > limits.subject ? [`subject has ${subject.length} characters`] : []),
    ...(/\{#|\{username\}/.test(`${subject}${html}${text}`) ? ["has a placeholder, which nothing replaces"] : []),
  ];
  return {
    id: `${kind}/${language}/${brand}`,
    source: kind,
    mail: kind,
    language,
    brand,
    sentBy: "the suite",
    subject,
    html,
    text,
    sms: null,
    problems,
  };
};

/** Every mail in every language and brand, made by the code that makes it in Lambda. */
export const specimens = (suite: Suite, choice: Choice = {}): Specimen[] => {
  const {
    languages: wanted = Object.keys(languages) as Language[],
    brands = Object.keys(suite.brands),
    worst = false,
  } = choice;
  return brands.flatMap((brand) =>
    wanted.flatMap((language) => [
      ...codeSources.flatMap(
        (source) =>
          codeSpecimen(
            withClientOf(suite, brand),
            source,
            codeEvent(withClientOf(suite, brand), source, language, brand, worst),
          ) ?? [],
      ),
      ...(Object.keys(noticeMails) as NoticeMail[]).map((kind) => noticeSpecimen(suite, kind, language, brand, worst)),
    ]),
  );
};

/** A brand that no app client has yet is shown by one that nobody has. */
const withClientOf = (suite: Suite, brand: string): Suite =>
  brand === "default" || Object.values(suite.appClients).some((client) => client.brand === brand)
    ? suite
    : { ...suite, appClients: { ...suite.appClients, [`specimen-${brand}`]: { brand } } };
