import { acceptedMessage, codeMessage } from "../../src/code-message.ts";
import type { CustomMessageEvent } from "../../src/cognito-event.ts";
import { codesIn, limits } from "../../src/rules/message-contract.ts";
import type { Suite } from "../../src/settings.ts";
import type { Language } from "../../src/templates/languages.ts";
import { linksIn, renderMail } from "../../src/templates/render.ts";
import type { MailName } from "../../src/templates/words.ts";
import { noticeFor } from "../../src/workers/notice.ts";
import { isNotice, type NoticeEvent } from "./mails.ts";

/** Something that must stand in a mail a known number of times. */
export type Counted = { placeholder: string; found: number; expected: number | "once or more" };

export type Made = {
  mail: MailName;
  language: string;
  brand: string;
  /** Which version the guard let pass; `untouched` is Cognito's own message. */
  version: "rich" | "compact" | "plain" | "untouched";
  subject: string;
  html: string;
  text: string;
  sms: string | null;
  placeholders: Counted[];
  /** What the guard says, in the order of its steps. */
  breaches: { version: string; text: string }[];
};

type Ready = (mail: string) => Promise<unknown>;

const pagesUrl = "https://accounts.example.com";
const count = (text: string, part: string) => text.split(part).length - 1;

const makeCodeMail = async (suite: Suite, event: CustomMessageEvent, ready: Ready): Promise<Made | undefined> => {
  const message = codeMessage(suite, pagesUrl, event);
  if (!message) return undefined;
  const { template, view, expected } = message;
  await ready(template.name);
  const breaches: Made["breaches"] = [];
  const accepted = acceptedMessage(message, (what, facts) => {
    const texts = [facts?.["breaches"] ?? [what]].flat();
    breaches.push(...texts.map((text) => ({ version: String(facts?.["version"]), text: String(text) })));
  });
  const { subject, html, text } = renderMail(template, view);
  const sent = accepted?.emailMessage ?? html;
  return {
    mail: template.name,
    language: view.language,
    brand: Object.keys(suite.brands).find((key) => suite.brands[key] === view.brand) ?? "default",
    version: accepted?.version ?? "untouched",
    subject: accepted?.emailSubject ?? subject,
    html: sent,
    text,
    sms: accepted?.smsMessage ?? null,
    placeholders: [
      {
        placeholder: expected.code,
        found: count(sent, expected.code),
        expected: codesIn(view.link, expected.code, linksIn[accepted?.version ?? "rich"]),
      },
      ...(expected.userName === undefined
        ? []
        : [
            {
              placeholder: expected.userName,
              found: count(sent, expected.userName),
              expected: "once or more" as const,
            },
          ]),
    ],
    breaches,
  };
};

const makeNotice = async (suite: Suite, event: NoticeEvent, ready: Ready): Promise<Made> => {
  const { kind, language, brand, details, profile } = event;
  await ready(kind);
  const row = { kind, language: language as Language, brand, details: details ?? {} };
  const { subject, html, text } = noticeFor(suite, pagesUrl)(row, profile ?? {});
  const breaches =
    subject.length > limits.subject ? [{ version: "rich", text: `subject has ${subject.length} characters` }] : [];
  return { mail: kind, language, brand, version: "rich", subject, html, text, sms: null, placeholders: [], breaches };
};

/** The mail for an event by the code that runs in Lambda; undefined where the suite leaves it to Cognito. */
export const makeMail = (suite: Suite, event: object, ready: Ready): Promise<Made | undefined> => {
  const kind = (event as { kind?: unknown }).kind;
  return typeof kind === "string" && isNotice(kind)
    ? makeNotice(suite, event as NoticeEvent, ready)
    : makeCodeMail(suite, event as CustomMessageEvent, ready);
};
