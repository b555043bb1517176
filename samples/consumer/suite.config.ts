import type { Suite } from "../../src/settings/suite.ts";

/**
 * A consumer app with two brands that share the pool. Users sign in by email, by passkey, with Google or Apple. A user
 * who signed up with a password and returns with Google keeps their account.
 */
export default {
  brands: {
    default: {
      name: "Tandem",
      website: "https://www.tandem.example",
      support: "hello@tandem.example",
      address: "Tandem GmbH, Beispielstraße 7, 10115 Berlin",
      colours: {
        primary: "#be123c",
        onPrimary: "#ffffff",
        background: "#fdf2f4",
        surface: "#ffffff",
        text: "#1f1215",
        muted: "#6b4c53",
        dark: {
          primary: "#fda4af",
          onPrimary: "#3f0713",
          background: "#150a0d",
          surface: "#241317",
          text: "#fbeff1",
          muted: "#d3b8be",
        },
      },
    },
    kids: {
      name: "Tandem Kids",
      website: "https://kids.tandem.example",
      support: "hello@tandem.example",
      address: "Tandem GmbH, Beispielstraße 7, 10115 Berlin",
      colours: {
        primary: "#6d28d9",
        onPrimary: "#ffffff",
        background: "#f5f3ff",
        surface: "#ffffff",
        text: "#1e1b2e",
        muted: "#5b5675",
        dark: {
          primary: "#c4b5fd",
          onPrimary: "#1e1b2e",
          background: "#100d1c",
          surface: "#1d1830",
          text: "#f2f0fb",
          muted: "#bcb5d6",
        },
      },
    },
  },
  appClients: {
    // npm start has no captcha widget. After the first deployment, use your clients' IDs.
    localwebclient: { signUp: { captcha: false } },
    localkids: { brand: "kids", signUp: { captcha: false, minimumAge: 16 } },
  },
  language: "de",
  links: {},
  signUp: {
    allowedDomains: [],
    deniedDomains: [],
    disposableDomains: "refused",
    perAddressAndHour: 3,
    captcha: {
      provider: "turnstile",
      secret: { parameter: "/tandem/turnstile" },
      hostnames: ["www.tandem.example", "kids.tandem.example"],
      whenDown: "let-in",
    },
    terms: { version: "2026-11" },
  },
  // Both verify addresses. afterLinking: the app starts the sign-in again, see docs/linking.md.
  linking: { trustedProviders: ["Google", "SignInWithApple"], afterLinking: "sign-in-again" },
  groups: [{ group: "members" }],
  profile: { attributes: [] },
  claims: [
    { name: "tier", from: { profileClaim: "tier" }, tokens: ["id", "access"], otherwise: "free" },
    { name: "member", from: { groups: { members: "yes" } }, tokens: ["access"] },
  ],
  temporaryPasswordDays: 3,
  retention: { signInDays: 30, sentMailDays: 30 },
} satisfies Suite as Suite;
