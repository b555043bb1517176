import type { StageSettings } from "../scripts/configuration.ts";
import type { Suite } from "../src/settings.ts";
import { appClients } from "./app-clients.ts";
import { federation } from "./federation.ts";
import { groups } from "./groups.ts";
import { identityPool } from "./identity-pool.ts";
import { mail } from "./mail.ts";
import { observability } from "./observability.ts";
import { queues } from "./queues.ts";
import { signInPages } from "./sign-in-pages.ts";
import { signUpPermissions } from "./sign-up-permissions.ts";
import { sms } from "./sms.ts";
import { table } from "./table.ts";
import { merged, type Template, type TemplatePart } from "./template.ts";
import { threatProtection } from "./threat-protection.ts";
import { triggerPermissions } from "./trigger-permissions.ts";
import { userPool } from "./user-pool.ts";

/** Each subject of the template. A further one is a function of the same form and a line here. */
const parts: readonly TemplatePart[] = [
  table,
  userPool,
  sms,
  threatProtection,
  groups,
  federation,
  appClients,
  signInPages,
  identityPool,
  mail,
  queues,
  observability,
  triggerPermissions,
  signUpPermissions,
];

/** All resources of a stage but the functions, which serverless.yml describes. */
export const resources = (settings: StageSettings, suite: Suite): Required<Template> =>
  merged(parts.map((part) => part(settings, suite)));
