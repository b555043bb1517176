import { readdirSync, readFileSync } from "node:fs";
import type { CustomMessageEvent } from "../src/cognito-event.ts";
import type { Suite } from "../src/settings.ts";

const folder = new URL("../events/", import.meta.url);

/** Longest values that Cognito lets through, in letters that grow when they are encoded. */
export const worstCase = { userName: "𝒜".repeat(128), clientId: "x".repeat(128), given_name: "Ü".repeat(40) };

/** The sources of Cognito's own mails, by the names of their sample events. */
export const codeSources = readdirSync(folder)
  .filter((file) => file.startsWith("CustomMessage_"))
  .map((file) => file.replace(/\.json$/, ""))
  .sort();

/** A sample event as Cognito would send it for a reader of this language and brand. */
export const codeEvent = (
  suite: Suite,
  source: string,
  language: string,
  brand: string,
  worst = false,
): CustomMessageEvent => {
  const event = JSON.parse(readFileSync(new URL(`${source}.json`, folder), "utf8")) as CustomMessageEvent;
  const ofBrand = Object.keys(suite.appClients).find((client) => suite.appClients[client]?.brand === brand);
  const fromAdministrator = event.callerContext.clientId === "CLIENT_ID_NOT_APPLICABLE";
  const clientId = ofBrand ?? (worst && !fromAdministrator ? worstCase.clientId : event.callerContext.clientId);
  return {
    ...event,
    ...(worst && { userName: worstCase.userName }),
    callerContext: { ...event.callerContext, clientId: clientId ?? null },
    request: {
      ...event.request,
      clientMetadata: { locale: language },
      userAttributes: { ...event.request.userAttributes, ...(worst && { given_name: worstCase.given_name }) },
    },
  };
};
