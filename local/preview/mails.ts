import { codeEvent, codeSources } from "../../scripts/specimen-events.ts";
import type { CustomMessageEvent } from "../../src/cognito-event.ts";
import { messageChoice } from "../../src/rules/message-choice.ts";
import type { Suite } from "../../src/settings.ts";
import { type NoticeMail, noticeMails } from "../../src/templates/notice-mails.ts";
import type { MailName } from "../../src/templates/words.ts";

/** One line of the list: what sets off a mail, and the template it is made from. */
export type Listed = { source: string; mail: MailName; sentBy: "Cognito" | "the suite" };

/** What a sample event can be like. */
export const samples = {
  usual: "As in events/",
  longest: "Longest values",
  hostile: "Hostile name",
  nameless: "Without a name",
} as const;

export type Sample = keyof typeof samples;

/** What is shown: which mail, for whom, from which sample; and, where that was edited, the text of the event. */
export type Selection = {
  source: string;
  language: string;
  brand: string;
  sample?: Sample | undefined;
  event?: string | undefined;
};

/** In the order in which a person meets them; what is not named comes after. */
const journey = [
  "CustomMessage_SignUp",
  "CustomMessage_ResendCode",
  "CustomMessage_ForgotPassword",
  "CustomMessage_AdminCreateUser",
  "CustomMessage_UpdateUserAttribute",
  "CustomMessage_VerifyUserAttribute",
  "CustomMessage_Authentication",
];
const place = (source: string) => (journey.indexOf(source) + 1 || journey.length + 1) * 100;

/** Every mail there is: Cognito's by trigger source, the suite's own by kind. */
export const listedMails = (): Listed[] => [
  ...codeSources
    .toSorted((one, other) => place(one) - place(other))
    .flatMap((source): Listed[] => {
      const mail = messageChoice(source)?.mail;
      return mail ? [{ source, mail, sentBy: "Cognito" }] : [];
    }),
  ...Object.keys(noticeMails).map((kind) => ({ source: kind, mail: kind as NoticeMail, sentBy: "the suite" as const })),
];

/** A notice as the outbox owes it, with the profile of the person it goes to. */
export type NoticeEvent = {
  kind: NoticeMail;
  language: string;
  brand: string;
  details: Record<string, string>;
  profile: { emailVerified: boolean; givenName?: string; name?: string; clientId?: string };
};

const clientOf = ({ appClients }: Suite, brand: string) =>
  Object.keys(appClients).find((client) => appClients[client]?.brand === brand) ?? "4u3ef0exampleclient000000";

const hostileName = '<a href="https://evil.example/{####}">{username} {##x##}</a> \u202eevil.example';

const noticeEvent = (suite: Suite, { source, language, brand, sample }: Selection): NoticeEvent => {
  const givenName = { usual: "Ada", longest: "Ü".repeat(40), hostile: hostileName, nameless: undefined }[
    sample ?? "usual"
  ];
  return {
    kind: source as NoticeMail,
    language,
    brand,
    details: { at: "2026-01-02T03:04:05.000Z" },
    profile: { emailVerified: true, ...(givenName !== undefined && { givenName }), clientId: clientOf(suite, brand) },
  };
};

const withName = (event: CustomMessageEvent, sample: Sample | undefined): CustomMessageEvent => {
  if (sample !== "hostile" && sample !== "nameless") return event;
  const { given_name, name, ...others } = event.request.userAttributes ?? {};
  const userAttributes = sample === "nameless" ? others : { ...others, given_name: hostileName };
  return { ...event, request: { ...event.request, userAttributes } };
};

export const isNotice = (source: string): source is NoticeMail => Object.hasOwn(noticeMails, source);

/** The event that a mail is made from unless somebody edits it. */
export const sampleEvent = (suite: Suite, selection: Selection): object => {
  const { source, language, brand, sample } = selection;
  return isNotice(source)
    ? noticeEvent(suite, selection)
    : withName(codeEvent(suite, source, language, brand, sample === "longest"), sample);
};
