import type { Rules } from "./finding.ts";
import { assumedRoleRules } from "./rules/assumed-roles.ts";
import { asynchronousRules } from "./rules/asynchronous.ts";
import { bundledCallRules } from "./rules/bundled-calls.ts";
import { callRules } from "./rules/calls.ts";
import { clientAddressRules } from "./rules/client-addresses.ts";
import { clientFlowRules } from "./rules/client-flows.ts";
import { clientPartRules } from "./rules/client-parts.ts";
import { clientRules } from "./rules/clients.ts";
import { conditionRules } from "./rules/conditions.ts";
import { configurationSetRules } from "./rules/configuration-sets.ts";
import { dashboardRules } from "./rules/dashboards.ts";
import { deliveryRules } from "./rules/deliveries.ts";
import { functionRules } from "./rules/functions.ts";
import { handlerRules } from "./rules/handlers.ts";
import { limitRules } from "./rules/limits.ts";
import { mailRules } from "./rules/mail.ts";
import { mailSenderRules } from "./rules/mail-senders.ts";
import { metricRules } from "./rules/metrics.ts";
import { permissionRules } from "./rules/permissions.ts";
import { policyRules } from "./rules/policies.ts";
import { poolContradictionRules } from "./rules/pool-contradictions.ts";
import { poolPasswordRules } from "./rules/pool-passwords.ts";
import { poolPlanRules } from "./rules/pool-plans.ts";
import { poolTextRules } from "./rules/pool-texts.ts";
import { poolRules } from "./rules/pools.ts";
import { referenceRules } from "./rules/references.ts";
import { roleRules } from "./rules/roles.ts";
import { secretRules } from "./rules/secrets.ts";
import { signInDomainRules } from "./rules/sign-in-domains.ts";
import { storeRules } from "./rules/stores.ts";
import { streamRecordRules } from "./rules/stream-records.ts";
import { streamRules } from "./rules/streams.ts";
import { tableRules } from "./rules/tables.ts";
import { tokenLifeRules } from "./rules/token-life.ts";
import { triggerFunctionRules } from "./rules/trigger-functions.ts";
import { triggerRules } from "./rules/triggers.ts";

/** All of the suite's own rules, by id. */
export const ownRules = {
  ...referenceRules,
  ...limitRules,
  ...triggerRules,
  ...triggerFunctionRules,
  ...permissionRules,
  ...deliveryRules,
  ...callRules,
  ...bundledCallRules,
  ...poolRules,
  ...poolPlanRules,
  ...poolContradictionRules,
  ...poolTextRules,
  ...poolPasswordRules,
  ...signInDomainRules,
  ...clientRules,
  ...clientPartRules,
  ...clientAddressRules,
  ...clientFlowRules,
  ...tokenLifeRules,
  ...mailRules,
  ...mailSenderRules,
  ...configurationSetRules,
  ...roleRules,
  ...assumedRoleRules,
  ...policyRules,
  ...conditionRules,
  ...secretRules,
  ...functionRules,
  ...handlerRules,
  ...asynchronousRules,
  ...streamRules,
  ...streamRecordRules,
  ...storeRules,
  ...tableRules,
  ...metricRules,
  ...dashboardRules,
} satisfies Rules;
