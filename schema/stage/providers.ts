import type { z } from "zod";
import { type federation as schema, socialProviders } from "./federation.ts";

export type Federation = z.output<typeof schema>;

/** An identity provider, by its name in Cognito. */
type NamedProvider = { name: string; path: string; attributes: Record<string, string>; identifiers: string[] };

/** The providers of a stage, or only those of a client, with the paths of their settings. */
export const providersOf = (federation: Federation, only?: readonly string[]): NamedProvider[] =>
  listProviders(federation).filter(({ name }) => only === undefined || only.includes(name));

const listProviders = ({ saml, oidc, ...social }: Federation): NamedProvider[] => [
  ...(Object.keys(socialProviders) as Array<keyof typeof socialProviders>).flatMap((key) => {
    const { attributes } = social[key] ?? {};
    return attributes ? [{ name: socialProviders[key], path: `federation.${key}`, attributes, identifiers: [] }] : [];
  }),
  ...Object.entries({ saml, oidc }).flatMap(([kind, providers]) =>
    Object.entries(providers).map(([name, { attributes, identifiers }]) => ({
      name,
      path: `federation.${kind}.${name}`,
      attributes,
      identifiers,
    })),
  ),
];
