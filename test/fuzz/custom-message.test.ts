import fc from "fast-check";
import type { CognitoEvent, CustomMessageEvent } from "../../src/runtime/cognito-event.ts";
import { sampleEvent } from "../support/events.ts";
import { count, findRefusedCharacters, type Reading, readAgain } from "../support/mail-oracle.ts";
import { suiteWith } from "../support/suite.ts";
import * as functions from "./functions.ts";
import { fuzz, newTrustingHandler } from "./fuzz.ts";
import { hostileAttributes, hostileMetadata, newHostileText } from "./hostile.ts";
import type { Hostile } from "./hostile-events.ts";
import { leaves, sameLeaves } from "./world.ts";

type Handler = (event: CustomMessageEvent) => Promise<CustomMessageEvent>;

const noClient = "CLIENT_ID_NOT_APPLICABLE";
const pages: Record<string, string> = { SignUp: "confirm", ResendCode: "confirm", ForgotPassword: "reset" };
/** The address comes from an administrator or is verified, so the mail may greet by name. */
const mayGreet = (source: string, attributes: Record<string, unknown> | null | undefined): boolean =>
  source === "AdminCreateUser" ||
  (["ForgotPassword", "Authentication"].includes(source) && attributes?.["email_verified"] === "true");
const sources = [
  "SignUp",
  "ResendCode",
  "ForgotPassword",
  "AdminCreateUser",
  "UpdateUserAttribute",
  "VerifyUserAttribute",
  "Authentication",
];
const clients = ["4u3ef0exampleclient000000", "localnorthwind", noClient];
const marker = "Baselinename";

/** Events of all sources with an attack in every writable field. */
const hostileMessages: fc.Arbitrary<Hostile> = fc
  .tuple(
    fc.constantFrom(...sources),
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...clients) }, { weight: 1, arbitrary: newHostileText(128) }),
    fc.oneof(fc.uuid(), newHostileText(128)),
    hostileAttributes,
    fc.constantFrom<unknown>("true", "true", "true", "false", "TRUE", true, undefined),
    hostileMetadata,
  )
  .map(([source, clientId, userName, attributes, email_verified, clientMetadata]) => {
    const event = sampleEventOf(source);
    // Assigned to the attributes, so that an own key `__proto__` stays an own key.
    const userAttributes = Object.assign(attributes, { email_verified });
    const request = { ...event.request, userAttributes, clientMetadata };
    return {
      event: { ...event, userName, callerContext: { ...event.callerContext, clientId }, request } as CognitoEvent,
      circumstances: { fates: [] },
    };
  });

const samples = new Map<string, CustomMessageEvent>();
const sampleEventOf = (source: string): CustomMessageEvent => {
  const known = samples.get(source) ?? sampleEvent<CustomMessageEvent>(`CustomMessage_${source}`);
  samples.set(source, known);
  return known;
};

type Baseline = { subject: string; sms: string | null; nameless: Reading; named: Reading };
type Facts = { source: string; link: string | undefined; language: string; brand: string };

const read = (html: string, link: string | undefined): Reading => {
  // Only if the link has exactly the right form; otherwise it stays unchanged.
  return readAgain(link ? html.replaceAll(link, "LINK") : html);
};

/** The mails of a user without attributes and of one whose name is the marker, to compare all others with. */
const baselines = new Map<string, Promise<Baseline>>();

const baselineOf = (trusted: Handler, { source, link, language, brand }: Facts): Promise<Baseline> => {
  const key = [source, link !== undefined, language, brand].join("/");
  const made = async (attributes: object): Promise<CustomMessageEvent["response"]> => {
    const event = sampleEventOf(source);
    const clientId =
      link || source === "AdminCreateUser"
        ? brand === "northwind"
          ? "localnorthwind"
          : "client"
        : brand === "northwind"
          ? "localnorthwind"
          : noClient;
    const { response } = await trusted({
      ...event,
      userName: link ? "user" : source in pages ? "" : "user",
      callerContext: { ...event.callerContext, clientId },
      request: {
        ...event.request,
        userAttributes: attributes as Record<string, unknown>,
        clientMetadata: { locale: language },
      },
    });
    return response;
  };
  const ownLink = `https://accounts.example.com/${language}/${pages[source]}${brand === "default" ? "" : `/${brand}`}#${brand === "northwind" ? "localnorthwind" : "client"}/user/{####}`;
  const known =
    baselines.get(key) ??
    Promise.all([made({}), made({ given_name: marker, email_verified: "true" })]).then(([nameless, named]) => ({
      subject: nameless.emailSubject ?? "",
      sms: nameless.smsMessage ?? null,
      nameless: read(nameless.emailMessage ?? "", link && ownLink),
      named: read(named.emailMessage ?? "", link && ownLink),
    }));
  baselines.set(key, known);
  return known;
};

const factsOf = ({ triggerSource, userName, callerContext }: CustomMessageEvent, html: string): Facts => {
  const source = triggerSource.replace("CustomMessage_", "");
  const language = /^<!doctype html><html lang="(\w+(?:-\w+)?)"/.exec(html)?.[1] ?? "none";
  const clientId = callerContext?.clientId;
  const brand = clientId === "localnorthwind" ? "northwind" : "default";
  const page = pages[source];
  const encoded = (text: string) =>
    encodeURIComponent(text.toWellFormed()).replace(
      /[!'()*]/g,
      (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  const link =
    page && clientId && clientId !== noClient && userName
      ? `https://accounts.example.com/${language}/${page}${brand === "default" ? "" : `/${brand}`}#${encoded(clientId)}/${encoded(userName)}/{####}`
      : undefined;
  return { source, link, language, brand };
};

const nameShape = /^[\p{L}\p{M}' ’-]{1,40}$/u;

const textProblem = (text: string, { nameless, named }: Baseline, greets: boolean): string | undefined => {
  if (text === nameless.text) return undefined;
  if (!greets) return "names the user before the address is verified";
  const [before = "", after = ""] = named.text.split(marker);
  const name = text.slice(before.length, text.length - after.length);
  return text.startsWith(before) && text.endsWith(after) && nameShape.test(name)
    ? undefined
    : "has a text that its template does not have";
};

/** Everything wrong with a handler's result. `trusted` is the handler to compare with. */
const violations = async (handler: Handler, event: CustomMessageEvent, trusted: Handler): Promise<string[]> => {
  const before = leaves(event);
  const answer = await handler(event).catch((error: Error) => error);
  if (answer instanceof Error) return [`throws ${answer.name}`];
  const { response, ...rest } = answer;
  const html = response.emailMessage ?? "";
  if (html === "") return ["writes no mail"];
  const facts = factsOf(event, html);
  const baseline = await baselineOf(trusted, facts);
  const { tags, addresses, text } = read(html, facts.link);
  const invitation = facts.source === "AdminCreateUser";
  const { response: _, ...came } = event;
  const foreign = addresses.filter((address) => !baseline.nameless.addresses.includes(address) && address !== "LINK");
  const problem = textProblem(text, baseline, mayGreet(facts.source, event.request.userAttributes));
  return [
    ...(sameLeaves(leaves(rest), leaves(came)) && sameLeaves(leaves(event), before)
      ? []
      : ["changes the event outside its response"]),
    ...(Object.keys(response).sort().join() === "emailMessage,emailSubject,smsMessage"
      ? []
      : ["answers with other fields"]),
    ...(response.emailSubject === baseline.subject ? [] : ["has another subject"]),
    ...(response.smsMessage === baseline.sms ? [] : ["has another SMS"]),
    ...(html.length <= 20_000 ? [] : ["is too long"]),
    ...(findRefusedCharacters(html).length === 0 ? [] : ["has characters that Cognito refuses"]),
    ...(count(html, "{####}") === (facts.link ? 4 : 1) ? [] : ["has another number of codes"]),
    ...(count(html, "{username}") > 0 === invitation && !html.replaceAll("{####}", "").includes("{#")
      ? []
      : ["has a placeholder that is not its own"]),
    ...(addresses.some((address) => address.includes("{####}")) ? ["has the code in another link"] : []),
    ...(facts.link && !addresses.includes("LINK") ? ["lacks its link"] : []),
    ...(foreign.length === 0 ? [] : ["has a link that is not its own"]),
    ...(tags === baseline.nameless.tags ? [] : ["has other tags than its template"]),
    ...(problem ? [problem] : []),
    ...(({} as Record<string, unknown>)["polluted"] === undefined ? [] : ["has polluted every object"]),
  ];
};

const changeResponse =
  (
    handler: functions.Handler,
    change: (response: CustomMessageEvent["response"], event: CustomMessageEvent) => object,
  ): functions.Handler =>
  async (event) => {
    const answer = await (handler as Handler)(event);
    return { ...answer, response: { ...answer.response, ...change(answer.response, event) } };
  };

fuzz({
  name: "custom-message",
  handler: functions.customMessage(suiteWith()),
  attacks: hostileMessages,
  violations: (handler, { event }, trusted) =>
    violations(handler as Handler, event as CustomMessageEvent, trusted as Handler),
  sources: 7,
  controls: [
    [
      "greets by name before the address is verified",
      "names the user before the address is verified",
      newTrustingHandler,
    ],
    [
      "links to another host",
      "has a link that is not its own",
      (good) =>
        changeResponse(good, ({ emailMessage }) => ({
          emailMessage: emailMessage?.replace("https://www.example.com", "https://evil.example"),
        })),
    ],
    [
      "shows the user's name unescaped",
      "has other tags than its template",
      (good) =>
        changeResponse(good, ({ emailMessage }, { request }) => ({
          emailMessage: `${emailMessage}${request.userAttributes?.["given_name"]}`,
        })),
    ],
  ],
});
