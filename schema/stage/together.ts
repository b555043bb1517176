import { service } from "../../src/runtime/service.ts";
import { addressOf, type Refuse } from "../forms.ts";
import { clientRules } from "./client-together.ts";
import { isCoveredBy } from "./mail.ts";
import { checkDistinctNames, checkUnknownNames } from "./names-together.ts";
import { poolRules } from "./pool-together.ts";
import type { StageRule } from "./rule.ts";

/** A function's name has at most 64 characters, and preTokenGeneration is the longest. */
const maxStageLength = 64 - `${service}--preTokenGeneration`.length;

const checkStageName: StageRule = (_, refuse, { stage }) => {
  if (!/^[a-zA-Z0-9-]+$/.test(stage) || stage.length > maxStageLength)
    refuse("(its name)", `must be at most ${maxStageLength} letters, digits and -, because function names contain it`);
};

const checkDomains: StageRule = ({ pagesUrl, signInPages: { enabled, domain, domainPrefix } }, refuse, { stage }) => {
  const takesStage = /^(?!.*(?:aws|amazon|cognito))[a-z0-9-]{1,30}$/.test(stage);
  if (enabled && !domain && !domainPrefix && !takesStage)
    refuse("signInPages.domainPrefix", `missing: write your own, because Cognito rejects a domain with "${stage}"`);
  if (domain && pagesUrl === `https://${domain}`)
    refuse("signInPages.domain", "is also the domain of pagesUrl, but can lead to one place only: write another");
};

/** sendMail can send only from the stage's identity, so SES would reject every mail of such a brand. */
const checkSenders: StageRule = ({ mail: { identity } }, refuse, { suite, stage }) => {
  for (const [brand, { sender = "" }] of Object.entries(suite.brands)) {
    const address = addressOf(sender);
    if (stage !== "local" && address && !isCoveredBy(address, identity))
      refuse(
        "mail.identity",
        `the brand "${brand}" of suite.config.ts sends as ${address}, outside ${identity}: write an address within it`,
      );
  }
};

const checkCredentials: StageRule = ({ identityPool, clients, userPool }, refuse) => {
  if (identityPool.enabled && Object.values(clients).every(({ kind }) => kind === "machine"))
    refuse("identityPool.enabled", "gives credentials to users, but no client lets users sign in: add one");
  for (const [group, { prefixes }] of Object.entries(userPool.groups))
    if (prefixes.length > 0 && !identityPool.bucket)
      refuse(`userPool.groups.${group}.prefixes`, "needs identityPool.enabled: true and identityPool.bucket: set both");
};

const otherRules = [checkDistinctNames, checkStageName, checkDomains, checkSenders, checkCredentials];

/** Refuses combinations of valid settings that Cognito, CloudFormation or the suite would reject. */
export const checkStageTogether: StageRule = (settings, refuse, context) => {
  let known = true;
  const refuseName: Refuse = (path, message) => {
    known = false;
    refuse(path, message);
  };
  checkUnknownNames(settings, refuseName, context);
  // An unknown name makes other rules fail, too.
  if (known) for (const rule of [...poolRules, ...clientRules, ...otherRules]) rule(settings, refuse, context);
};
