import type { Suite } from "../../src/settings.ts";
import suite from "../../suite.config.ts";

/** The project's own settings, with what they leave off. */
export default {
  ...suite,
  linking: { trustedProviders: ["Google"], otherProviders: ["Okta", "Keycloak"] },
  groups: [{ group: "customers" }],
} satisfies Suite as Suite;
