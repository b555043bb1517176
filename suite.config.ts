import type { Suite } from "./src/settings/suite.ts";

/** The settings of all stages. Those of one stage (sender, domains, sizes) are in config/<stage>.yml. */
export default {
  brands: {
    default: {
      name: "Example",
      website: "https://www.example.com",
      support: "support@example.com",
      address: "Example Ltd, 1 Sample Street, London N1 1AA",
      colours: {
        primary: "#4f46e5",
        onPrimary: "#ffffff",
        background: "#f3f4f6",
        surface: "#ffffff",
        text: "#111827",
        muted: "#4b5563",
        dark: {
          primary: "#a5b4fc",
          onPrimary: "#111827",
          background: "#0b0f19",
          surface: "#1a2030",
          text: "#f3f4f6",
          muted: "#b6bdc9",
        },
      },
    },
    northwind: {
      name: "Northwind Coffee",
      website: "https://www.northwind.example",
      support: "https://help.northwind.example",
      address: "Northwind Coffee GmbH, Beispielweg 5, 20095 Hamburg",
      replyTo: "hello@northwind.example",
      colours: {
        primary: "#0f766e",
        onPrimary: "#ffffff",
        background: "#f5f0e8",
        surface: "#fffdf9",
        text: "#1c1917",
        muted: "#57534e",
        dark: {
          primary: "#5eead4",
          onPrimary: "#042f2e",
          background: "#12100e",
          surface: "#1f1b18",
          text: "#fafaf9",
          muted: "#c4bdb5",
        },
      },
    },
  },
  // By app client ID. This is the second client of the pool that npm start creates.
  appClients: { localnorthwind: { brand: "northwind", language: "de" } },
  language: "en",
  links: {},
  // Who may sign up: docs/sign-up.md.
  signUp: { allowedDomains: [], deniedDomains: [], perAddressAndHour: 5 },
  // To link providers to existing accounts: linking: { trustedProviders: ["Google"] }. Read docs/linking.md first.
  groups: [],
  profile: { attributes: ["custom:agentName"] },
  claims: [
    { name: "plan", from: { profileClaim: "plan" }, tokens: ["id", "access"], otherwise: "free" },
    { name: "tenant", from: { profileClaim: "tenant" }, tokens: ["id", "access"] },
    { name: "roles", from: { profileClaim: "roles" }, tokens: ["id", "access"] },
  ],
  temporaryPasswordDays: 7,
  retention: { signInDays: 90, sentMailDays: 90 },
} satisfies Suite as Suite;
