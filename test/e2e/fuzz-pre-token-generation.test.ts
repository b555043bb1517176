import { describe } from "@jest/globals";
import { fuzz } from "../support/fuzz-oracle.ts";
import { preToken, preTokenRequired } from "../support/fuzz-targets.ts";

const own = "handlers/pre-token-generation.ts";
const known = "src/steps/known-person.ts";
const owed = "rules/owed.ts";
const claims = "rules/claims.ts";
const response = "rules/token-response.ts";

describe("with claims that may be missing", () =>
  fuzz({
    target: preToken,
    bugs: {
      "claims of attributes": [
        {
          file: own,
          from: "factsOf(event, profile,",
          to: "factsOf(event, profile ?? { claims: event.request.userAttributes },",
        },
      ],
      "claims of the caller": [
        {
          file: own,
          from: "factsOf(event, profile,",
          to: "factsOf(event, { ...profile, claims: { ...profile?.claims, ...event.request.clientMetadata } },",
        },
      ],
      "anything as a claim": [
        {
          file: claims,
          from: "const value = claimValue(given);",
          to: "const value = (given || undefined) as ClaimValue;",
        },
      ],
      "a list in version 1": [
        { file: response, from: 'typeof value === "string" ? value : JSON.stringify(value)', to: "value as string" },
      ],
      "the shape of another version": [{ file: response, from: 'version === "1"', to: 'version !== "2"' }],
      "groups by any name": [{ file: claims, from: "Object.hasOwn(roles, group)", to: "true" }],
      "groups taken away": [
        {
          file: response,
          from: "{ claimsOverrideDetails: { ...idChanges,",
          to: "{ claimsOverrideDetails: { groupOverrideDetails: {}, ...idChanges,",
        },
      ],
      "no token without a table": [
        { file: known, from: 'report("profile not read", { error: errorFacts(error) });', to: "throw error;" },
      ],
      "no token without a record": [
        {
          file: known,
          from: 'report("sign-in not recorded", { error: errorFacts(error) }),',
          to: "Promise.reject(error),",
        },
      ],
      "an address that is not proven": [
        { file: known, from: '|| attribute(userAttributes, "email_verified") !== "true"', to: "" },
      ],
      "a notice to whoever the old address is": [
        { file: owed, from: "emailVerified ? email : undefined", to: "email" },
      ],
      "no notice to an address that a password was reset with": [
        { file: owed, from: "undefined, latestEmail, to]", to: "undefined, to]" },
      ],
      "a notice to the address of today": [
        {
          file: owed,
          from: "index < all.length - 1 && seen !== all[index + 1]",
          to: "index > 0 && seen !== all[index - 1]",
        },
      ],
      "a person's claims for a machine": [
        { file: claims, from: '("constant" in from || "appClientId" in from) && tokens', to: "tokens" },
      ],
      "a row with the person's own claims": [
        {
          file: known,
          from: "createdAt: at };",
          to: 'createdAt: at, claims: request.userAttributes?.["claims"] as Record<string, unknown> };',
        },
      ],
      "a sign-in twice": [{ file: known, from: "!signInsOfItsOwn.includes(triggerSource)", to: "false" }],
      "nothing handed over": [
        { file: known, from: "(inTime) => handOver(", to: "async (inTime) => void (() => handOver)(" },
      ],
      "the name of what failed": [
        { file: "src/runtime/trigger.ts", from: "return event;\n    }", to: "throw error;\n    }" },
      ],
    },
  }));

describe("with a claim that is required", () =>
  fuzz({
    target: preTokenRequired,
    share: 0.1,
    bugs: {
      "a token without it": [{ file: own, from: "if (missing.length > 0) {", to: "if (missing.length > 9) {" }],
      "a refusal that tells its name": [
        { file: own, from: "throw new Refusal(tryAgain)", to: "throw new Refusal(`${tryAgain} ${missing}`)" },
      ],
      "the event as it came when it breaks": [
        { file: own, from: '? "refuse" : "carry-on"', to: '? "carry-on" : "refuse"' },
      ],
    },
  }));
