import suite from "#suite";
import { handOver } from "../aws/ensure-profile.ts";
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

/** Milliseconds: the steps follow one another within the trigger's own time. */
export const deadlines = { trigger: 1_000, read: 450, write: 250, handOver: 200 };

/**
 * Claims of the declared, server-side sources. A table that does not answer gives tokens with the least privilege, not
 * none: an error here means that nobody can sign in or refresh. Only a claim marked required refuses.
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

/** The event with its response, or a refusal; what an operator should know is reported by the names of claims alone. */
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

/** What becomes of a sign-in if the trigger itself fails: a claim that is required is not known then. */
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
    handOver: handOver(environment.AWS_REGION, environment.ENSURE_PROFILE_FUNCTION),
    report,
    now: Date.now,
  }),
  triggerOptionsOf(suite),
);
