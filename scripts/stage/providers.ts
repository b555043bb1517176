import type { z } from "zod";
import type { federation as schema } from "./federation.ts";

export type Federation = z.output<typeof schema>;

/** An identity provider, by the name that Cognito has for it. */
export type Provider = { name: string; path: string; attributes: Record<string, string> };

const social = { google: "Google", facebook: "Facebook", amazon: "LoginWithAmazon", apple: "SignInWithApple" } as const;

/** All providers of a stage, with where their settings stand. */
export const providersOf = (federation: Federation): Provider[] => [
  ...Object.entries(social).flatMap(([key, name]) => {
    const settings = federation[key as keyof typeof social];
    return settings ? [{ name, path: `federation.${key}`, attributes: settings.attributes }] : [];
  }),
  ...(["saml", "oidc"] as const).flatMap((kind) =>
    Object.entries(federation[kind]).map(([name, { attributes }]) => ({
      name,
      path: `federation.${kind}.${name}`,
      attributes,
    })),
  ),
];
