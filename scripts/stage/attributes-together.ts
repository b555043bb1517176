import { standardAttributes } from "../setting-forms.ts";
import type { ClientRule } from "./client-rule.ts";
import { providersOf } from "./providers.ts";
import { type Checked, type Rule, when } from "./rule.ts";

const customOf = ({ userPool }: Checked, name: string) =>
  name.startsWith("custom:") ? userPool.customAttributes[name.slice("custom:".length)] : undefined;

const isKnown = (settings: Checked, name: string): boolean =>
  standardAttributes.some((standard) => standard === name) || customOf(settings, name) !== undefined;

const verified = ["email_verified", "phone_number_verified"];

/** What a client names of the pool's attributes, and what it has to. */
export const clientAttributes: ClientRule = (
  { kind, readAttributes = [], writeAttributes, providers },
  settings,
  path,
) => {
  if (kind === "machine") return [];
  const needed = [
    ...settings.userPool.requiredAttributes,
    ...providersOf(settings.federation)
      .filter(({ name }) => providers === undefined || providers.includes(name))
      .flatMap(({ attributes: mapping }) => Object.keys(mapping).filter((name) => !verified.includes(name))),
  ];
  const missing = [...new Set(needed)].filter((name) => writeAttributes && !writeAttributes.includes(name));
  return [
    ...[...readAttributes.filter((name) => !verified.includes(name)), ...(writeAttributes ?? [])]
      .filter((name) => !isKnown(settings, name) && !verified.includes(name))
      .map((name) => ({ path, message: `the pool has no attribute ${name}: correct it, or add it to the pool` })),
    ...(writeAttributes ?? [])
      .filter((name) => customOf(settings, name)?.writableBy === "nobody")
      .map((name) => ({ path: `${path}.writeAttributes`, message: `${name} is writableBy: nobody: remove it` })),
    ...readAttributes
      .filter((name) => customOf(settings, name)?.readableBy === "nobody")
      .map((name) => ({ path: `${path}.readAttributes`, message: `${name} is readableBy: nobody: remove it` })),
    ...(writeAttributes ?? [])
      .filter((name) => verified.includes(name))
      .map((name) => ({
        path: `${path}.writeAttributes`,
        message: `${name} is Cognito's word, not the person's: remove it`,
      })),
    ...when(
      missing.length > 0,
      `${path}.writeAttributes`,
      `${missing.join(", ")}: required or brought by a provider, so sign-up needs to write it: add it`,
    ),
  ];
};

/** What identity providers bring. */
export const mappedAttributes: Rule = (settings, { suite }) =>
  providersOf(settings.federation).flatMap(({ name, path, attributes: mapping }) => [
    ...Object.keys(mapping)
      .filter((attribute) => !isKnown(settings, attribute) && !verified.includes(attribute))
      .map((attribute) => ({
        path: `${path}.attributes.${attribute}`,
        message: "the pool has no such attribute: correct it, or add it to the pool",
      })),
    ...Object.keys(mapping)
      .filter((attribute) => customOf(settings, attribute)?.mutable === false)
      .map((attribute) => ({
        path: `${path}.attributes.${attribute}`,
        message: "the provider brings it at every sign-in, and it is not mutable: the second sign-in would fail",
      })),
    ...Object.keys(mapping)
      .filter((attribute) => customOf(settings, attribute)?.writableBy === "nobody")
      .map((attribute) => ({
        path: `${path}.attributes.${attribute}`,
        message:
          "app clients, and with them people, have to be able to write what a provider brings, and it is writableBy: nobody: leave it out",
      })),
    // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
    ...settings.userPool.requiredAttributes
      .filter((attribute) => !Object.hasOwn(mapping, attribute))
      .map((attribute) => ({
        path: `${path}.attributes`,
        message: `${attribute} is required, and Cognito lets nobody in for whom the provider does not bring it: map it`,
      })),
    ...when(
      (suite.linking?.trustedProviders ?? []).includes(name) && !Object.hasOwn(mapping, "email_verified"),
      `${path}.attributes`,
      "suite.config.ts trusts this provider's mail addresses: map email_verified",
    ),
  ]);
