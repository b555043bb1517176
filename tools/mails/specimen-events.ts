import { readFileSync } from "node:fs";
import { chooseMessage, messageSources } from "../../src/rules/mail/message-choice.ts";
import type { CustomMessageEvent } from "../../src/runtime/cognito-event.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { type NoticeMail, noticeMails } from "../../src/templates/notice-mails.ts";
import type { MailName } from "../../src/templates/words.ts";

export const samples = {
  usual: "As in events/",
  longest: "Longest values",
  hostile: "Hostile name",
  nameless: "Without a name",
} as const;

export type Sample = keyof typeof samples;

type SampleChoice = { source: string; language: string; brand: string; sample?: Sample | undefined };

/** A mail of the suite's own, as in the outbox, with the profile of the user. */
export type NoticeEvent = {
  kind: NoticeMail;
  language: string;
  brand: string;
  details: Record<string, string>;
  profile: { emailVerified: boolean; givenName?: string; name?: string; clientId?: string };
};

export type SampleEvent = CustomMessageEvent | NoticeEvent;

export const isNotice = (event: SampleEvent): event is NoticeEvent =>
  "kind" in event && Object.hasOwn(noticeMails, event.kind);

/** The mail for an event; undefined if the suite leaves it to Cognito. */
export const findMail = (event: SampleEvent): MailName | undefined =>
  isNotice(event) ? event.kind : chooseMessage(event.triggerSource)?.mail;

type Sender = "Cognito" | "the suite";

/** Every mail, in the order in which a user receives them: Cognito's by trigger source, the suite's own by kind. */
export const mailSources: readonly { source: string; mail: MailName; sentBy: Sender }[] = [
  ...messageSources.flatMap((source) => {
    const mail = chooseMessage(source)?.mail;
    return mail ? [{ source, mail, sentBy: "Cognito" as const }] : [];
  }),
  ...Object.keys(noticeMails).map((kind) => ({ source: kind, mail: kind as NoticeMail, sentBy: "the suite" as const })),
];

/** The longest values that Cognito accepts, in letters that take several bytes. */
const longest = { userName: "𝒜".repeat(128), clientId: "x".repeat(128), givenName: "Ü".repeat(40) };
const hostileName = '<a href="https://evil.example/{####}">{username} {##x##}</a> \u202eevil.example';
const names: Record<Sample, string | undefined> = {
  usual: "Ada",
  longest: longest.givenName,
  hostile: hostileName,
  nameless: undefined,
};

/** Adds an app client for every brand without one, so that the preview can show the brand. */
export const addClientPerBrand = (suite: Suite): Suite => {
  const taken = new Set(["default", ...Object.values(suite.appClients).map(({ brand }) => brand)]);
  const idle = Object.keys(suite.brands).filter((brand) => !taken.has(brand));
  const clients = Object.fromEntries(idle.map((brand) => [`specimen-${brand}`, { brand }]));
  return { ...suite, appClients: { ...suite.appClients, ...clients } };
};

const chooseClient = (suite: Suite, { brand, sample }: SampleChoice, usual: string): string => {
  const { appClients } = addClientPerBrand(suite);
  const own = Object.keys(appClients).find((client) => appClients[client]?.brand === brand);
  return own ?? (sample === "longest" ? longest.clientId : usual);
};

const newNoticeEvent = (suite: Suite, kind: NoticeMail, selection: SampleChoice): NoticeEvent => {
  const { language, brand, sample = "usual" } = selection;
  const givenName = names[sample];
  return {
    kind,
    language,
    brand,
    details: kind === "welcome" ? {} : { at: "2026-01-02T03:04:05.000Z" },
    profile: {
      emailVerified: true,
      ...(givenName !== undefined && { givenName }),
      clientId: chooseClient(suite, selection, "4u3ef0exampleclient000000"),
    },
  };
};

const newCodeEvent = (suite: Suite, selection: SampleChoice): CustomMessageEvent => {
  const { source, language, sample = "usual" } = selection;
  const file = new URL(`../../events/${source}.json`, import.meta.url);
  const event = JSON.parse(readFileSync(file, "utf8")) as CustomMessageEvent;
  const { given_name, name, ...others } = event.request.userAttributes ?? {};
  const attributes = {
    usual: event.request.userAttributes ?? {},
    longest: { ...event.request.userAttributes, given_name: longest.givenName },
    hostile: { ...others, given_name: hostileName },
    nameless: others,
  };
  const usual = event.callerContext.clientId ?? "";
  const fromAdministrator = usual === "CLIENT_ID_NOT_APPLICABLE";
  return {
    ...event,
    ...(sample === "longest" && { userName: longest.userName }),
    callerContext: {
      ...event.callerContext,
      clientId: chooseClient(suite, fromAdministrator ? { ...selection, sample: "usual" } : selection, usual),
    },
    request: { ...event.request, clientMetadata: { locale: language }, userAttributes: attributes[sample] },
  };
};

/** Makes the event for a mail. @throws Error for a source that is not in `mailSources` */
export const newSampleEvent = (suite: Suite, selection: SampleChoice): SampleEvent => {
  const known = mailSources.find(({ source }) => source === selection.source);
  if (!known) throw new Error(`There is no mail "${selection.source.slice(0, 60)}". Choose one from the list.`);
  return known.sentBy === "Cognito"
    ? newCodeEvent(suite, selection)
    : newNoticeEvent(suite, known.mail as NoticeMail, selection);
};
