import { clientRulesTogether } from "./client-together.ts";
import { poolRules } from "./pool-together.ts";
import { readOnlyAttributes } from "./read-only-attributes.ts";
import { type Rule, when } from "./rule.ts";

const domain: Rule = ({ signInPages: { enabled, domain, domainPrefix } }, { stage }) =>
  when(
    enabled && !domain && !domainPrefix && (/aws|amazon|cognito/.test(stage) || !/^[a-z0-9-]{1,30}$/.test(stage)),
    "signInPages.domainPrefix",
    `Cognito takes no domain with "${stage}" in it: give a prefix of your own`,
  );

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

const rules: readonly Rule[] = [...poolRules, ...clientRulesTogether, readOnlyAttributes, domain, credentials];

/** What Cognito, CloudFormation or the suite would refuse of a stage's settings as a whole. */
export const problemsTogether: Rule = (settings, surroundings) => rules.flatMap((rule) => rule(settings, surroundings));
