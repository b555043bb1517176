import { tokensAfter } from "../../local/cognito/claims.ts";
import { tokensBefore } from "../../local/cognito/own-claims.ts";
import { claimsBudget } from "../../src/rules/tokens/claim-size.ts";
import { appClientIdOf, claimFactsOf, cognitoValuesOf, type ServerFields } from "../../src/rules/tokens/token-facts.ts";
import {
  decideMachineToken,
  decidePersonTokens,
  type TokenDecision,
  type TokenRules,
} from "../../src/rules/tokens/token-response.ts";
import { machineSource } from "../../src/rules/tokens/token-sources.ts";
import type { PreTokenGenerationEvent } from "../../src/runtime/cognito-event.ts";
import { comparison } from "./comparison.ts";

/** What the trigger decides about an event, by the rules that the deployed function has. */
export const decisionFor = (
  rules: TokenRules,
  event: PreTokenGenerationEvent,
  row: ServerFields | undefined,
): TokenDecision =>
  event.triggerSource === machineSource
    ? decideMachineToken(rules, event.version, appClientIdOf(event))
    : decidePersonTokens(
        rules,
        event.version,
        claimFactsOf(event, row, rules.tokens?.readOnlyAttributes),
        cognitoValuesOf(event),
      );

/** The tokens of an event before and after the trigger. `now` in seconds since 1970. */
export const tokensOf = (event: PreTokenGenerationEvent, { response }: TokenDecision, now: number) => {
  const before = tokensBefore(event, {
    issuer: `https://cognito-idp.${event.region}.amazonaws.com/${event.userPoolId}`,
    now,
    // Always the same, so that two prints can be compared.
    newId: () => "00000000-0000-4000-8000-000000000000",
  });
  return { before, after: tokensAfter(before, response) };
};

/** Both tokens before and after the trigger, their sizes, and what was left out and why. `now` in seconds since 1970. */
export const explanation = (
  rules: TokenRules,
  event: PreTokenGenerationEvent,
  row: ServerFields | undefined,
  now: number,
): string[] => {
  const decision = decisionFor(rules, event, row);
  const { before, after } = tokensOf(event, decision, now);
  const isMachine = event.triggerSource === machineSource;
  const remarks = listRemarks(decision, event, after.refused);
  return [
    `${event.triggerSource}, version ${event.version}, app client ${event.callerContext.clientId}`,
    ...(isMachine || row ? [] : ["Without a PROFILE row (--profile), so with the least privilege."]),
    ...(isMachine ? [] : ["", ...comparison("ID token", before.id, after.id)]),
    "",
    ...comparison("access token", before.access, after.access),
    ...(remarks.length > 0 ? ["", ...remarks] : []),
  ];
};

const listRemarks = (
  { missing, trimmed, failures }: TokenDecision,
  { version }: PreTokenGenerationEvent,
  refused: readonly string[],
): string[] => [
  ...(version === "1" ? ["Version 1 reaches the ID token; what is no text is sent as JSON text."] : []),
  ...trimmed.map(
    ({ token, claims }) =>
      `Left out of the ${token} token, or lowered to its otherwise: ${claims.join(", ")}. All claims have ${claimsBudget} bytes; the lowest priority goes first.`,
  ),
  ...failures.map(({ name, error }) => `${name} was not made: ${error}`),
  ...refused.map((name) => `Cognito would not take ${name}.`),
  ...(missing.length > 0
    ? [
        `No token is issued, and the person reads "try again": required and not to be had, or too large: ${missing.join(", ")}.`,
      ]
    : []),
];
