import type { Suite } from "../../src/settings/suite.ts";

/** A tool for one company: only its own email domain, and roles by group. */
export default {
  brands: {
    default: {
      name: "Workbench",
      website: "https://workbench.example.com",
      support: "it@example.com",
      address: "Example Ltd, 1 Sample Street, London N1 1AA",
      colours: {
        primary: "#166534",
        onPrimary: "#ffffff",
        background: "#f1f5f2",
        surface: "#ffffff",
        text: "#111827",
        muted: "#4b5563",
        dark: {
          primary: "#86efac",
          onPrimary: "#052e16",
          background: "#0a0f0c",
          surface: "#151f19",
          text: "#f3f4f6",
          muted: "#b6c2ba",
        },
      },
    },
  },
  appClients: {},
  language: "en",
  links: {},
  signUp: { allowedDomains: ["example.com"], deniedDomains: ["contractors.example.com"], perAddressAndHour: 5 },
  groups: [{ group: "staff", domain: "example.com" }],
  profile: { attributes: [] },
  claims: [
    // Users without a role are refused at sign-in.
    {
      name: "roles",
      from: { groups: { staff: "reader", editors: "editor", administrators: "administrator" } },
      tokens: ["id", "access"],
      required: true,
    },
    { name: "costCentre", from: { attribute: "custom:costCentre" }, tokens: ["access"] },
  ],
  tokens: { readOnlyAttributes: ["custom:costCentre"] },
  temporaryPasswordDays: 2,
  retention: { signInDays: 365, sentMailDays: 30 },
} satisfies Suite as Suite;
