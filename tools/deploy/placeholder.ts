import { addressOf } from "../../schema/forms.ts";
import type { Project, StageSettings } from "../../schema/read.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Suite } from "../../src/settings/suite.ts";

/** Reserved for examples, so they have no owner: RFC 2606 and RFC 6761. */
const reserved = /(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$/;

/** Whether SES cannot verify the address because its domain is reserved for examples. */
export const isPlaceholder = (address: string): boolean => reserved.test(address.toLowerCase().split("@").at(-1) ?? "");

/**
 * Cognito creates no pool with an unverified sender, and would only say so minutes into the deployment.
 * @throws SettingsError with a line for each sender that is still an example
 */
export const refusePlaceholders = (
  { stage, mail }: StageSettings,
  { brands }: Suite,
  shown: Project["displayPath"],
): void => {
  const senders = [
    { setting: `${shown(`config/${stage}.yml`)}: mail.from`, sender: mail.from },
    ...Object.entries(brands).map(([name, { sender = "" }]) => ({
      setting: `${shown("suite.config.ts")}: brands.${name}.sender`,
      sender,
    })),
  ];
  const lines = senders
    .filter(({ sender }) => isPlaceholder(addressOf(sender) ?? ""))
    .map(({ setting, sender }) => `  ${setting}: ${sender} is an example, which SES cannot verify.`);
  if (lines.length > 0)
    throw new SettingsError(
      `Settings to correct:\n${lines.join("\n")}\nWrite an address in your own domain, and the domain's SES identity in mail.identity. See docs/production.md.`,
    );
};
