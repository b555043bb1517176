import type fc from "fast-check";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import type { Change } from "./bundle.ts";
import { declared } from "./claims-oracle.ts";
import { closedSettings, closedSignUpViolations, hostileSignUps, shortLookUps } from "./closed-sign-up-oracle.ts";
import { customMessageViolations, hostileMessages } from "./custom-message-oracle.ts";
import { type Hostile, hostileEvents } from "./oracle-events.ts";
import { lambdaStandIn, standIns } from "./oracle-world.ts";
import { postAuthenticationViolations } from "./post-authentication-oracle.ts";
import { postConfirmationViolations } from "./post-confirmation-oracle.ts";
import { preSignUpViolations } from "./pre-signup-oracle.ts";
import { preTokenViolations } from "./pre-token-generation-oracle.ts";

export type Handler = (event: CognitoEvent) => Promise<CognitoEvent>;

/** A trigger to attack, as Lambda gets it, and what is held against it. */
export type Target = {
  entry: string;
  attacks: fc.Arbitrary<Hostile>;
  /** What its bundle is made with: stand-ins, short deadlines, settings with something to go wrong. */
  changes: readonly Change[];
  /** All that is wrong with what the handler makes of an attack; `trusted` is the trigger with no mistake in it. */
  violations: (handler: Handler, attack: Hostile, trusted: Handler) => Promise<string[]>;
  /** How many trigger sources there are among the attacks, at least. */
  sources: number;
};

const claims = (list: object[]): Change => ({
  file: "/suite.config.ts",
  from: "  claims: [",
  to: `  claims: ${JSON.stringify(list)} as never,\n  ["was" as never]: [`,
});
const token = (list: object[], required: boolean): Target => ({
  entry: "src/handlers/pre-token-generation.ts",
  attacks: hostileEvents("PreTokenGeneration"),
  changes: [
    ...standIns,
    ...lambdaStandIn,
    claims(list),
    {
      file: "src/steps/known-person.ts",
      from: "{ read: 450, write: 250, handOver: 200 }",
      to: "{ read: 8, write: 8, handOver: 8 }",
    },
    { file: "handlers/pre-token-generation.ts", from: "deadline: 1_000", to: "deadline: 200" },
  ],
  violations: preTokenViolations({ required }),
  sources: 3,
});

export const customMessage: Target = {
  entry: "src/handlers/custom-message.ts",
  attacks: hostileMessages,
  changes: [],
  violations: customMessageViolations,
  sources: 7,
};

export const preSignUp: Target = {
  entry: "src/handlers/pre-signup.ts",
  attacks: hostileEvents("PreSignUp"),
  changes: [
    ...standIns,
    ...shortLookUps,
    {
      file: "/suite.config.ts",
      from: "allowedDomains: [], deniedDomains: []",
      to: 'allowedDomains: ["Example.com"], deniedDomains: ["students.EXAMPLE.com"]',
    },
  ],
  violations: preSignUpViolations,
  sources: 3,
};

/** The same where one has to be invited, human, of age, and whatever else can be asked for. */
export const closedSignUp: Target = {
  entry: "src/handlers/pre-signup.ts",
  attacks: hostileSignUps,
  changes: [...standIns, ...shortLookUps, ...closedSettings],
  violations: closedSignUpViolations,
  sources: 3,
};

export const postConfirmation: Target = {
  entry: "src/handlers/post-confirmation.ts",
  attacks: hostileEvents("PostConfirmation"),
  changes: [
    ...standIns,
    ...lambdaStandIn,
    { file: "handlers/post-confirmation.ts", from: "writeWithin = 2_200", to: "writeWithin = 8" },
    { file: "handlers/post-confirmation.ts", from: "deadline: 3_500", to: "deadline: 24" },
  ],
  violations: postConfirmationViolations,
  sources: 3,
};

export const postAuthentication: Target = {
  entry: "src/handlers/post-authentication.ts",
  attacks: hostileEvents("PostAuthentication"),
  changes: [
    ...standIns,
    ...lambdaStandIn,
    {
      file: "handlers/post-authentication.ts",
      from: "{ write: 450, handOver: 250 }",
      to: "{ write: 3, handOver: 3 }",
    },
    { file: "handlers/post-authentication.ts", from: "deadline: 800", to: "deadline: 8" },
  ],
  violations: postAuthenticationViolations,
  sources: 3,
};

export const preToken: Target = token(declared, false);

/** The same where the tenant is required. */
export const preTokenRequired: Target = token(
  declared.map((claim) => ({ ...claim, ...(claim.name === "tenant" && { required: true }) })),
  true,
);
