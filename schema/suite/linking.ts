import { z } from "zod";
import { linkingDefaults } from "../../src/settings/linking.ts";
import { describeUnknownName } from "../did-you-mean.ts";
import { checkTogether, choice, domain, mustBe, nonEmptyString, poolName } from "../forms.ts";

// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ProviderUserIdentifierType.html
const provider = poolName(1, 32);

export const linkingSchema = z
  .strictObject({
    trustedProviders: z
      .array(provider, mustBe("a list of providers; to link no users, remove linking"))
      .min(1)
      .describe("Providers, by their exact names, whose email addresses you trust"),
    trustedDomains: z
      .record(z.string(), z.array(domain, mustBe("a list of domains; to trust all, remove the provider")).min(1))
      .exactOptional()
      .describe('The only domains that a provider may vouch for, such as `{ Corp: ["corp.example"] }`; default: all'),
    otherProviders: z
      .array(provider)
      .exactOptional()
      .describe("Other providers whose names begin with a trusted one's"),
    otherwise: choice(["new-user", "refuse"]).exactOptional().meta({
      description: "If an account has the address but cannot be linked; `refuse` says `[SU-OTHER-WAY]`",
      default: linkingDefaults.otherwise,
    }),
    whenDown: choice(["refuse", "new-user"]).exactOptional().meta({
      description: "If Cognito does not answer in 1.3 s; `refuse` says `[TRY-AGAIN]`",
      default: linkingDefaults.whenDown,
    }),
    afterLinking: choice(["continue", "sign-in-again"])
      .exactOptional()
      .meta({ description: "First sign-in after linking; `sign-in-again` says `[SU-LINKED]`", default: "continue" }),
  })
  .check(
    checkTogether(({ trustedProviders, trustedDomains = {}, otherProviders = [] }, refuse) => {
      for (const name of Object.keys(trustedDomains))
        if (!trustedProviders.includes(name))
          refuse(`trustedDomains.${name}`, describeUnknownName("trusted provider", name, trustedProviders));
      // Cognito sometimes writes a provider's name in lower case, so names must differ by more than case.
      const names = [...trustedProviders, ...otherProviders].map((name) => name.toLowerCase());
      const twice = names.find((name, index) => names.indexOf(name) < index);
      if (twice) refuse("otherProviders", `"${twice}" is listed twice, ignoring case: remove one`);
      if (names.includes("cognito"))
        refuse("trustedProviders", '"Cognito" is the pool itself: name identity providers, such as "Google"');
    }),
  );

/** One default group and its users. */
export const groupSchema = z.strictObject({
  group: poolName(1, 128).describe("Group of the pool; the stack creates it"),
  appClient: nonEmptyString("the id of an app client")
    .exactOptional()
    .describe("App client that users confirm through"),
  domain: domain.exactOptional().describe("Domain of their verified email address, without its subdomains"),
  provider: provider
    .exactOptional()
    .describe("Identity provider that users come from; `Cognito` for those with a password"),
});
