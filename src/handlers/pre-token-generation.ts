import suite from "#suite";
import { handOverRepair } from "../aws/ensure-profile.ts";
import { readProfile, saveAddress, saveProfile, saveSignIn } from "../aws/person.ts";
import { openTable } from "../aws/table.ts";
import { appClientIdOf, claimFactsOf, cognitoValuesOf } from "../rules/tokens/token-facts.ts";
import { decideMachineToken, decidePersonTokens, type TokenDecision } from "../rules/tokens/token-response.ts";
import { machineSource, personSources } from "../rules/tokens/token-sources.ts";
import type { PreTokenGenerationEvent } from "../runtime/cognito-event.ts";
import { readEnvironment } from "../runtime/config.ts";
import { Refusal } from "../runtime/errors.ts";
import { describeError, report } from "../runtime/logger.ts";
import { createTrigger, type HandleEvent, type TriggerOptions, tryAgainMessage } from "../runtime/trigger.ts";
import type { Suite } from "../settings/suite.ts";
import { type Dependencies, readOrCreateProfile, recordSignIn } from "../steps/known-person.ts";

/** In milliseconds; reading, writing and handing over follow each other within the trigger's deadline. */
export const deadlines = { trigger: 1_000, read: 450, write: 250, handOver: 200, signIn: 450 };

/**
 * Adds the claims of the settings. If the table does not answer, tokens get the least privilege, because an error here
 * would stop every sign-in and refresh. Only a missing required claim refuses.
 */
export const createHandler =
  (dependencies: Dependencies, within = deadlines): HandleEvent<PreTokenGenerationEvent> =>
  async (event, signal) => {
    const { suite } = dependencies;
    const { triggerSource, version } = event;
    if (triggerSource === machineSource)
      return applyDecision(dependencies, event, decideMachineToken(suite, version, appClientIdOf(event)));
    if (!personSources.includes(triggerSource)) return event;

    const [profile] = await Promise.all([
      readOrCreateProfile(dependencies, event, within, signal),
      recordSignIn(dependencies, event, within, signal),
    ]);
    const facts = claimFactsOf(event, profile, suite.tokens?.readOnlyAttributes);
    return applyDecision(dependencies, event, decidePersonTokens(suite, version, facts, cognitoValuesOf(event)));
  };

/** Returns the event with its response, or refuses. Reports contain only the names of claims. */
const applyDecision = (
  { report }: Dependencies,
  event: PreTokenGenerationEvent,
  { response, missing, trimmed, failures }: TokenDecision,
): PreTokenGenerationEvent => {
  for (const { name, error } of failures) report("claim not made", { claim: name, error: describeError(error) });
  if (trimmed.length > 0) report("claims trimmed", { trimmed });
  if (missing.length > 0) {
    report("required claim missing", { missing });
    throw new Refusal(tryAgainMessage);
  }
  return { ...event, response };
};

const environment = readEnvironment(["AWS_REGION", "TABLE_NAME", "ENSURE_PROFILE_FUNCTION"]);
const table = openTable(environment.AWS_REGION, environment.TABLE_NAME);

/** If the trigger itself fails, required claims are unknown, so the sign-in is refused. */
export const triggerOptionsOf = ({ claims }: Suite): TriggerOptions => ({
  deadline: deadlines.trigger,
  whenItBreaks: claims.some(({ required }) => required) ? "refuse" : "carry-on",
});

export const handler = createTrigger(
  createHandler({
    suite,
    read: readProfile(table, { consistent: false }),
    saveProfile: saveProfile(table),
    saveAddress: saveAddress(table),
    saveSignIn: saveSignIn(table),
    handOver: handOverRepair(environment.AWS_REGION, environment.ENSURE_PROFILE_FUNCTION),
    report,
    now: Date.now,
  }),
  triggerOptionsOf(suite),
);
