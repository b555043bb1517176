import { describe } from "@jest/globals";
import { declared } from "../support/claims-oracle.ts";
import { fuzz } from "../support/fuzz-oracle.ts";
import { lambdaStandIn, standIns } from "../support/oracle-world.ts";
import { preTokenViolations } from "../support/pre-token-generation-oracle.ts";

const own = "handlers/pre-token-generation.ts";
const known = "src/known-person.ts";
const claims = "rules/claims.ts";
const entry = "src/handlers/pre-token-generation.ts";
const settings = (list: object[]) => [
  ...standIns,
  ...lambdaStandIn,
  {
    file: "/suite.config.ts",
    from: "  claims: [",
    to: `  claims: ${JSON.stringify(list)} as never,\n  ["was" as never]: [`,
  },
  { file: known, from: "{ read: 450, write: 250, handOver: 200 }", to: "{ read: 8, write: 8, handOver: 8 }" },
  { file: own, from: "deadline: 1_000", to: "deadline: 200" },
];

describe("with claims that may be missing", () =>
  fuzz({
    entry,
    events: "PreTokenGeneration",
    changes: settings(declared),
    violations: preTokenViolations({ required: false }),
    bugs: {
      "claims of attributes": [
        {
          file: own,
          from: "profileClaims: profile?.claims,",
          to: "profileClaims: profile?.claims ?? request.userAttributes ?? undefined,",
        },
      ],
      "claims of the caller": [
        {
          file: own,
          from: "profileClaims: profile?.claims,",
          to: "profileClaims: { ...profile?.claims, ...request.clientMetadata },",
        },
      ],
      "anything as a claim": [
        { file: claims, from: "isClaimValue(value) ? value", to: "value ? (value as ClaimValue)" },
      ],
      "a list in version 1": [
        { file: claims, from: 'typeof value === "string" ? value : JSON.stringify(value)', to: "value" },
      ],
      "the shape of another version": [{ file: claims, from: 'version === "1"', to: 'version !== "2"' }],
      "groups by any name": [{ file: claims, from: "Object.hasOwn(from.groups, group)", to: "true" }],
      "groups taken away": [
        {
          file: claims,
          from: "      claimsOverrideDetails: {",
          to: "      claimsOverrideDetails: { groupOverrideDetails: {},",
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
      "a person's claims for a machine": [{ file: claims, from: '"constant" in from && tokens', to: "tokens" }],
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
      "the name of what failed": [{ file: "src/trigger.ts", from: "return event;\n    }", to: "throw error;\n    }" }],
    },
  }));

describe("with a claim that is required", () =>
  fuzz({
    entry,
    events: "PreTokenGeneration",
    changes: settings(declared.map((claim) => ({ ...claim, ...(claim.name === "tenant" && { required: true }) }))),
    violations: preTokenViolations({ required: true }),
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
