import { addressOf } from "../../schema/forms.ts";
import type { Project, StageSettings } from "../../schema/read.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Suite } from "../../src/settings/suite.ts";

/** Domains that examples are written with, for nobody can have them: RFC 2606 and RFC 6761. */
const reserved = /(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$/;

/** Whether an address is an example's, which SES can verify for nobody. */
export const isPlaceholder = (address: string): boolean => reserved.test(address.toLowerCase().split("@").at(-1) ?? "");

/**
 * Keeps a stage from being deployed that nobody could get mail from: Cognito makes no pool whose sender is not verified, and
 * would say so after minutes.
 * @throws SettingsError with a line for each sender that is still an example's
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
    .map(({ setting, sender }) => `  ${setting}: ${sender} is an example's, which SES verifies for nobody.`);
  if (lines.length > 0)
    throw new SettingsError(
      `Settings to correct:\n${lines.join("\n")}\nWrite an address of your own domain; mail.identity is the domain as SES knows it. docs/production.md has the steps.`,
    );
};
