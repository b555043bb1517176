import { z } from "zod";

// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ProviderUserIdentifierType.html
const providerName = z.string().regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,32}$/u, {
  error: "a provider's name is written as the pool has it: 1 to 32 characters without a space",
});

const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

const domain = z.string().regex(/^[a-z0-9.-]+\.[a-z0-9-]+$/, {
  error: 'a domain is written in lower case as "example.com"; write one with other letters in its xn-- form',
});

/** Who may be linked to an account that exists. */
export const linkingSchema = z
  .strictObject({
    trustedProviders: z.array(providerName).min(1, { error: 'name a provider, or leave "linking" out to link nobody' }),
    trustedDomains: z
      .record(z.string(), z.array(domain).min(1, { error: "name a domain, or leave the provider out for all" }))
      .optional(),
    otherProviders: z.array(providerName).optional(),
    otherwise: z.enum(["new-user", "refuse"], { error: 'say "new-user" or "refuse"' }).optional(),
    whenDown: z.enum(["refuse", "new-user"], { error: 'say "refuse" or "new-user"' }).optional(),
    afterLinking: z.enum(["continue", "sign-in-again"], { error: 'say "continue" or "sign-in-again"' }).optional(),
  })
  .superRefine(({ trustedProviders, trustedDomains = {}, otherProviders = [] }, context) => {
    for (const name of Object.keys(trustedDomains))
      if (!trustedProviders.includes(name))
        context.addIssue({
          code: "custom",
          path: ["trustedDomains", name],
          message: `"${name}" is not among trustedProviders; there is ${trustedProviders.join(", ")}`,
        });
    const names = [...trustedProviders, ...otherProviders];
    // Cognito writes a provider's name in user names sometimes in lower case, so two such names could not be told apart.
    names.forEach((name, index) => {
      if (names.findIndex((other) => sameName(name, other)) < index)
        context.addIssue({ code: "custom", path: [], message: `"${name}" is named twice: one provider, one entry` });
    });
    trustedProviders.forEach((name, index) => {
      if (sameName(name, "Cognito"))
        context.addIssue({
          code: "custom",
          path: ["trustedProviders", index],
          message: '"Cognito" is the pool itself; name identity providers, such as "Google"',
        });
    });
  });

/** One default group and whom it is for. */
export const groupSchema = z.strictObject({
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html
  group: z.string().regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u, {
    error: "a group's name has 1 to 128 characters and no space",
  }),
  appClient: z.string().min(1, { error: "name an app client's id, or leave it out for all" }).optional(),
  domain: domain.optional(),
  provider: providerName.optional(),
});
