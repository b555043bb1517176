import { addressOf, type Refuse } from "../forms.ts";
import { clientRulesTogether } from "./client-together.ts";
import { isWithin } from "./mail.ts";
import { distinctNames, unknownNames } from "./names-together.ts";
import { poolRules } from "./pool-together.ts";
import type { Rule } from "./rule.ts";

/** A function's name has at most 64 characters, and this is the longest without its stage. */
const longestStage = 64 - "cognito-trigger-suite--preTokenGeneration".length;

const name: Rule = (_, refuse, { stage }) => {
  if (!/^[a-zA-Z0-9-]+$/.test(stage) || stage.length > longestStage)
    refuse("(its name)", `must be at most ${longestStage} letters, digits and -, because functions are named by it`);
};

const domains: Rule = ({ pagesUrl, signInPages: { enabled, domain, domainPrefix } }, refuse, { stage }) => {
  const takesStage = /^(?!.*(?:aws|amazon|cognito))[a-z0-9-]{1,30}$/.test(stage);
  if (enabled && !domain && !domainPrefix && !takesStage)
    refuse("signInPages.domainPrefix", `missing: write your own, because Cognito accepts no domain with "${stage}"`);
  if (domain && pagesUrl === `https://${domain}`)
    refuse("signInPages.domain", "is the domain of pagesUrl, too, and can lead to one place only: write another");
};

/** sendMail can send from the stage's identity only, so the mails of such a brand would be refused until they are given up. */
const senders: Rule = ({ mail: { identity } }, refuse, { suite, stage }) => {
  for (const [brand, { sender = "" }] of Object.entries(suite.brands)) {
    const address = addressOf(sender);
    if (stage !== "local" && address && !isWithin(address, identity))
      refuse(
        "mail.identity",
        `the brand "${brand}" of suite.config.ts sends as ${address}, outside ${identity}: write an address within it`,
      );
  }
};

const credentials: Rule = ({ identityPool, clients, userPool }, refuse) => {
  if (identityPool.enabled && Object.values(clients).every(({ kind }) => kind === "machine"))
    refuse("identityPool.enabled", "gives credentials to users, and no client lets users sign in: add one");
  for (const [group, { prefixes }] of Object.entries(userPool.groups))
    if (prefixes.length > 0 && !identityPool.bucket)
      refuse(`userPool.groups.${group}.prefixes`, "needs identityPool.enabled: true and identityPool.bucket: set both");
};

const others = [distinctNames, name, domains, senders, credentials];

/** Refuses what Cognito, CloudFormation or the suite would refuse of settings that are each right. */
export const refuseTogether: Rule = (settings, refuse, surroundings) => {
  let known = true;
  const refuseName: Refuse = (path, message) => {
    known = false;
    refuse(path, message);
  };
  unknownNames(settings, refuseName, surroundings);
  // A wrong name has other rules fail as well.
  if (known) for (const rule of [...poolRules, ...clientRulesTogether, ...others]) rule(settings, refuse, surroundings);
};
