import { changeTokens } from "../../local/cognito/claims.ts";
import { newTokens } from "../../local/cognito/own-claims.ts";
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
import { compareClaims } from "./comparison.ts";

/** Applies the same rules as the deployed function. */
export const decideTokens = (
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

/** The tokens before and after the trigger. `now` is in seconds since 1970. */
export const makeTokens = (event: PreTokenGenerationEvent, { response }: TokenDecision, now: number) => {
  const before = newTokens(event, {
    issuer: `https://cognito-idp.${event.region}.amazonaws.com/${event.userPoolId}`,
    now,
    // Always the same, so that you can compare two outputs.
    newId: () => "00000000-0000-4000-8000-000000000000",
  });
  return { before, after: changeTokens(before, response) };
};

/** Lines that show both tokens before and after the trigger, their sizes, and what is left out and why. */
export const explainTokens = (
  rules: TokenRules,
  event: PreTokenGenerationEvent,
  row: ServerFields | undefined,
  now: number,
): string[] => {
  const decision = decideTokens(rules, event, row);
  const { before, after } = makeTokens(event, decision, now);
  const isMachine = event.triggerSource === machineSource;
  const remarks = listRemarks(decision, event, after.refused);
  return [
    `${event.triggerSource}, version ${event.version}, app client ${event.callerContext.clientId}`,
    ...(isMachine || row ? [] : ["No PROFILE row is given (--profile), so the tokens have the least privilege."]),
    ...(isMachine ? [] : ["", ...compareClaims("ID token", before.id, after.id)]),
    "",
    ...compareClaims("access token", before.access, after.access),
    ...(remarks.length > 0 ? ["", ...remarks] : []),
  ];
};

const listRemarks = (
  { missing, trimmed, failures }: TokenDecision,
  { version }: PreTokenGenerationEvent,
  refused: readonly string[],
): string[] => [
  ...(version === "1"
    ? ["Version 1 changes only the ID token, and sends other values than strings as JSON text."]
    : []),
  ...trimmed.map(
    ({ token, claims }) =>
      `Left out of the ${token} token, or reduced to its otherwise: ${claims.join(", ")}. All claims together may have ${claimsBudget} bytes; the lowest priority goes first.`,
  ),
  ...failures.map(({ name, error }) => `${name} failed: ${error}`),
  ...refused.map((name) => `Cognito does not accept ${name}.`),
  ...(missing.length > 0
    ? [
        `No token is issued, and the user reads "try again". These required claims are missing or too large: ${missing.join(", ")}.`,
      ]
    : []),
];
