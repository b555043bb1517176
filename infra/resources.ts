import type { StageSettings } from "../schema/read.ts";
import type { Suite } from "../src/settings/suite.ts";
import { mail } from "./mail.ts";
import { observability } from "./operations/observability.ts";
import { queues } from "./operations/queues.ts";
import { appClients } from "./pool/app-clients.ts";
import { federation } from "./pool/federation.ts";
import { groups } from "./pool/groups.ts";
import { identityPool } from "./pool/identity-pool.ts";
import { signInPages } from "./pool/sign-in-pages.ts";
import { sms } from "./pool/sms.ts";
import { threatProtection } from "./pool/threat-protection.ts";
import { userPool } from "./pool/user-pool.ts";
import { signUpPermissions } from "./sign-up-permissions.ts";
import { table } from "./table.ts";
import { mergeTemplates, type Template, type TemplatePart } from "./template.ts";
import { triggerPermissions } from "./trigger-permissions.ts";

/** The parts of the template. To add one, write a function of this type and add a line here. */
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

/** All resources of a stage except the functions, which serverless.yml describes. */
export const buildResources = (settings: StageSettings, suite: Suite): Required<Template> =>
  mergeTemplates(parts.map((part) => part(settings, suite)));
