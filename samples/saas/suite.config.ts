import type { Suite } from "../../src/settings/suite.ts";

/**
 * A product for companies. Each customer is a tenant. Your backend writes a user's tenant, plan and roles into the
 * PROFILE row (npx suite claims set). Users sign up with their address at work.
 */
export default {
  brands: {
    default: {
      name: "Ledgerline",
      website: "https://www.ledgerline.example",
      support: "https://help.ledgerline.example",
      address: "Ledgerline Inc., 20 Sample Avenue, Boston, MA 02110",
      colours: {
        primary: "#1d4ed8",
        onPrimary: "#ffffff",
        background: "#eef2f7",
        surface: "#ffffff",
        text: "#0f172a",
        muted: "#475569",
        dark: {
          primary: "#93c5fd",
          onPrimary: "#0f172a",
          background: "#0b1220",
          surface: "#16213a",
          text: "#f1f5f9",
          muted: "#b4c0d1",
        },
      },
    },
  },
  appClients: {},
  language: "en",
  links: {},
  signUp: {
    allowedDomains: [],
    deniedDomains: ["gmail.com", "outlook.com", "yahoo.com", "icloud.com"],
    disposableDomains: "refused",
    perAddressAndHour: 5,
    perDomainAndHour: 50,
  },
  profile: { attributes: [] },
  claims: [
    // An API that gets no tenant answers 403.
    { name: "tenant", from: { profileClaim: "tenant" }, tokens: ["id", "access"], priority: 3 },
    { name: "roles", from: { profileClaim: "roles" }, tokens: ["id", "access"], priority: 2 },
    { name: "plan", from: { profileClaim: "plan" }, tokens: ["id", "access"], otherwise: "trial", priority: 1 },
    {
      name: "seats",
      from: {
        profileClaims: ["plan"],
        compute: ({ claims }) => ({ trial: 3, team: 25, company: 1_000 })[String(claims["plan"] ?? "trial")] ?? 3,
      },
      tokens: ["access"],
    },
    { name: "memberSince", from: { profile: "confirmedAt" }, tokens: ["id"] },
  ],
  tokens: {
    // Only users in this group get this scope, even if the app does not request it.
    scopes: [{ add: ["https://api.ledgerline.example/admin"], inGroups: ["operators"] }],
  },
  temporaryPasswordDays: 7,
  retention: { signInDays: 365, sentMailDays: 90 },
} satisfies Suite as Suite;
