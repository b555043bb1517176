import type { PreTokenGenerationEvent } from "../../src/cognito-event.ts";
import { claimsBudget } from "../../src/rules/claim-size.ts";
import { appClientIdOf, cognitosOwn, factsOf, type ServerFields } from "../../src/rules/token-facts.ts";
import { type Decision, type TokenRules, tokenOfMachine, tokensOfPerson } from "../../src/rules/token-response.ts";
import { machineSource } from "../../src/rules/token-sources.ts";
import { comparison } from "./comparison.ts";
import { tokensAfter, tokensBefore } from "./tokens.ts";

/** What the trigger decides about an event, by the rules that the deployed function has. */
export const decisionFor = (
  rules: TokenRules,
  event: PreTokenGenerationEvent,
  row: ServerFields | undefined,
): Decision =>
  event.triggerSource === machineSource
    ? tokenOfMachine(rules, event.version, appClientIdOf(event))
    : tokensOfPerson(rules, event.version, factsOf(event, row, rules.tokens?.readOnlyAttributes), cognitosOwn(event));

/** Both tokens before and after the trigger, their sizes, and what was left out and why. `now` in seconds since 1970. */
export const explanation = (
  rules: TokenRules,
  event: PreTokenGenerationEvent,
  row: ServerFields | undefined,
  now: number,
): string[] => {
  const decision = decisionFor(rules, event, row);
  const before = tokensBefore(event, now);
  const { refused, ...after } = tokensAfter(before, decision.response as Record<string, unknown>);
  const isMachine = event.triggerSource === machineSource;
  return [
    `${event.triggerSource}, version ${event.version}, app client ${event.callerContext.clientId}`,
    ...(isMachine || row ? [] : ["Without a PROFILE row (--profile), so with the least privilege."]),
    ...(isMachine ? [] : ["", ...comparison("ID token", before.id, after.id)]),
    "",
    ...comparison("access token", before.access, after.access),
    ...remarks(decision, event, refused),
  ];
};

const remarks = (
  { missing, trimmed, failures }: Decision,
  { version }: PreTokenGenerationEvent,
  refused: readonly string[],
): string[] => {
  const lines = [
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
  return lines.length > 0 ? ["", ...lines] : [];
};
