import { addressOf } from "../setting-forms.ts";
import { clientRulesTogether } from "./client-together.ts";
import { isWithin } from "./mail.ts";
import { nameRules } from "./names-together.ts";
import { peopleRules } from "./people-together.ts";
import { poolRules } from "./pool-together.ts";
import { readOnlyAttributes } from "./read-only-attributes.ts";
import { type Rule, when } from "./rule.ts";

/** A function's name has at most 64 characters, and this is the longest without its stage. */
const longestStage = 64 - "cognito-trigger-suite--preTokenGeneration".length;

const name: Rule = (_, { stage }) =>
  when(
    !/^[a-zA-Z0-9-]+$/.test(stage) || stage.length > longestStage,
    "(its name)",
    `is the stage's, and part of the functions' names: letters, digits and - only, and at most ${longestStage} of them`,
  );

const domain: Rule = ({ signInPages: { enabled, domain, domainPrefix } }, { stage }) =>
  when(
    enabled && !domain && !domainPrefix && (/aws|amazon|cognito/.test(stage) || !/^[a-z0-9-]{1,30}$/.test(stage)),
    "signInPages.domainPrefix",
    `Cognito takes no domain with "${stage}" in it: give a prefix of your own`,
  );

const addresses: Rule = ({ pagesUrl, signInPages }) =>
  when(
    signInPages.domain !== undefined && pagesUrl === `https://${signInPages.domain}`,
    "signInPages.domain",
    "is the domain of pagesUrl too, and a domain leads to one place: take another for one of them",
  );

/** sendMail may mail by the stage's identity alone, so a brand's mails would be refused until they are given up. */
const senders: Rule = ({ mail: { identity } }, { suite, stage }) =>
  Object.entries(suite.brands).flatMap(([brand, { sender }]) => {
    const address = addressOf(sender ?? "");
    return when(
      stage !== "local" && address !== undefined && !isWithin(address, identity),
      "mail.identity",
      `the brand "${brand}" of suite.config.ts mails as ${address}, which is not within ${identity}: take an address of it`,
    );
  });

const credentials: Rule = ({ identityPool, clients, userPool }) => [
  ...when(
    identityPool.enabled && Object.values(clients).every(({ kind }) => kind === "machine"),
    "identityPool.enabled",
    "credentials are for people, and no client lets them sign in: add one",
  ),
  ...Object.entries(userPool.groups).flatMap(([name, { prefixes }]) =>
    when(
      prefixes.length > 0 && !identityPool.bucket,
      `userPool.groups.${name}.prefixes`,
      "are folders of a bucket: set identityPool.enabled: true and name identityPool.bucket",
    ),
  ),
];

const rules: readonly Rule[] = [
  ...poolRules,
  ...peopleRules,
  ...nameRules,
  ...clientRulesTogether,
  readOnlyAttributes,
  name,
  domain,
  addresses,
  senders,
  credentials,
];

/** What Cognito, CloudFormation or the suite would refuse of a stage's settings as a whole. */
export const problemsTogether: Rule = (settings, surroundings) => rules.flatMap((rule) => rule(settings, surroundings));
