import type { Suite } from "../../src/settings/suite.ts";
import suite from "../../suite.config.ts";

/** The project's own settings, with those that it omits. */
export default {
  ...suite,
  brands: { ...suite.brands, default: { ...suite.brands.default, sender: "Example <hello@mail.example.com>" } },
  linking: { trustedProviders: ["Google"], otherProviders: ["Okta", "Keycloak"] },
  groups: [{ group: "customers" }],
} satisfies Suite as Suite;
