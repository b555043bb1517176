import suite from "../../suite.config.ts";
import { handOver } from "../aws/ensure-profile.ts";
import { readProfile, saveAddress, saveProfile, saveSignIn } from "../aws/person.ts";
import { openTable } from "../aws/table.ts";
import type { PreTokenGenerationEvent } from "../cognito-event.ts";
import { readEnvironment } from "../config.ts";
import { Refusal } from "../errors.ts";
import { type Dependencies, knownProfile, noteSignIn } from "../known-person.ts";
import { report } from "../logger.ts";
import { machineClaims, resolveClaims, tokenResponse } from "../rules/claims.ts";
import { type Handle, trigger, tryAgain } from "../trigger.ts";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html */
const persons = [
  "TokenGeneration_HostedAuth",
  "TokenGeneration_Authentication",
  "TokenGeneration_NewPasswordChallenge",
  "TokenGeneration_AuthenticateDevice",
  "TokenGeneration_RefreshTokens",
];
const machine = "TokenGeneration_ClientCredentials";

/**
 * Claims of the declared, server-side sources. A table that does not answer gives tokens with the least privilege, not
 * none: an error here means that nobody can sign in or refresh. Only a claim marked required refuses.
 */
export const createHandler =
  (dependencies: Dependencies): Handle<PreTokenGenerationEvent> =>
  async (event, signal) => {
    const { triggerSource, version, request } = event;
    const declared = dependencies.suite.claims;
    if (triggerSource === machine) {
      const { claims } = resolveClaims(machineClaims(declared), { profileClaims: undefined, groups: [] });
      return { ...event, response: tokenResponse(version, claims) };
    }
    if (!persons.includes(triggerSource)) return event;

    const [profile] = await Promise.all([
      knownProfile(dependencies, event, signal),
      noteSignIn(dependencies, event, signal),
    ]);
    const groups = request.groupConfiguration?.groupsToOverride;
    const { claims, missing } = resolveClaims(declared, {
      profileClaims: profile?.claims,
      groups: Array.isArray(groups) ? groups : [],
    });
    if (missing.length > 0) {
      dependencies.report("required claim missing", { missing });
      throw new Refusal(tryAgain);
    }
    return { ...event, response: tokenResponse(version, claims) };
  };

const environment = readEnvironment(["AWS_REGION", "TABLE_NAME", "ENSURE_PROFILE_FUNCTION"]);
const table = openTable(environment.AWS_REGION, environment.TABLE_NAME);

export const handler = trigger(
  createHandler({
    suite,
    read: readProfile(table, { consistent: false }),
    saveProfile: saveProfile(table),
    saveAddress: saveAddress(table),
    saveSignIn: saveSignIn(table),
    handOver: handOver(environment.AWS_REGION, environment.ENSURE_PROFILE_FUNCTION),
    report,
    now: Date.now,
  }),
  { deadline: 1_000, whenItBreaks: suite.claims.some(({ required }) => required) ? "refuse" : "carry-on" },
);
