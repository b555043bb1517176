import { functionRules } from "./rules/functions.ts";
import { mailRules } from "./rules/mail.ts";
import { metricRules } from "./rules/metrics.ts";
import { roleRules } from "./rules/roles.ts";
import { secretRules } from "./rules/secrets.ts";
import { streamRules } from "./rules/streams.ts";
import { tableRules } from "./rules/table.ts";
import { triggerRules } from "./rules/triggers.ts";

/** Rules that compare code, settings and template. */
export const ownRules = [
  triggerRules,
  functionRules,
  roleRules,
  streamRules,
  tableRules,
  mailRules,
  metricRules,
  secretRules,
].flat();
