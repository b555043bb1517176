import type { Rules } from "./finding.ts";
import { assumedRoleRules } from "./rules/assumed-roles.ts";
import { asynchronousRules } from "./rules/asynchronous.ts";
import { clientAddressRules } from "./rules/client-addresses.ts";
import { clientPartRules } from "./rules/client-parts.ts";
import { clientRules } from "./rules/clients.ts";
import { functionRules } from "./rules/functions.ts";
import { limitRules } from "./rules/limits.ts";
import { mailRules } from "./rules/mail.ts";
import { permissionRules } from "./rules/permissions.ts";
import { policyRules } from "./rules/policies.ts";
import { poolContradictionRules } from "./rules/pool-contradictions.ts";
import { poolPlanRules } from "./rules/pool-plans.ts";
import { poolRules } from "./rules/pools.ts";
import { referenceRules } from "./rules/references.ts";
import { roleRules } from "./rules/roles.ts";
import { secretRules } from "./rules/secrets.ts";
import { storeRules } from "./rules/stores.ts";
import { streamRules } from "./rules/streams.ts";
import { tokenLifeRules } from "./rules/token-life.ts";
import { triggerRules } from "./rules/triggers.ts";

/** All of the suite's own rules, by id. */
export const ownRules = {
  ...referenceRules,
  ...limitRules,
  ...triggerRules,
  ...permissionRules,
  ...poolRules,
  ...poolPlanRules,
  ...poolContradictionRules,
  ...clientRules,
  ...clientPartRules,
  ...clientAddressRules,
  ...tokenLifeRules,
  ...mailRules,
  ...roleRules,
  ...assumedRoleRules,
  ...policyRules,
  ...secretRules,
  ...functionRules,
  ...asynchronousRules,
  ...streamRules,
  ...storeRules,
} satisfies Rules;
