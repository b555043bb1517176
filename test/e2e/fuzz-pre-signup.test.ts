import { fuzz } from "../support/fuzz-oracle.ts";
import { preSignUp } from "../support/fuzz-targets.ts";

fuzz({
  target: preSignUp,
  bugs: {
    "somebody confirmed": [
      { file: "handlers/pre-signup.ts", from: "autoConfirmUser: false", to: "autoConfirmUser: true" },
    ],
    "an unproven address verified": [
      {
        file: "handlers/pre-signup.ts",
        from: "return { ...event, response: unproven };\n  };",
        to: 'return { ...event, response: { ...unproven, autoVerifyEmail: request.userAttributes?.["email_verified"] === "true" } };\n  };',
      },
    ],
    "an answer in the caller's words": [
      {
        file: "handlers/pre-signup.ts",
        from: "response: unproven };\n  };",
        to: "response: { ...unproven, ...request.clientMetadata } };\n  };",
      },
    ],
    "an address in a refusal": [
      {
        file: "handlers/pre-signup.ts",
        from: "if (code) throw refusal(",
        to: "if (code) throw Object.assign(refusal(code, 'en'), { message: `[${code}] ${written ?? ''}` }, ",
      },
    ],
    "an error's own text": [{ file: "src/runtime/trigger.ts", from: "throw new Refusal(tryAgain)", to: "throw error" }],
    "everybody let in when it breaks": [
      { file: "handlers/pre-signup.ts", from: 'whenItBreaks: "refuse"', to: 'whenItBreaks: "carry-on"' },
    ],
    "a domain's end without its dot": [{ file: "rules/sign-up-policy.ts", from: "`.${one}`", to: "one" }],
    "the first at sign": [
      { file: "rules/mail-address.ts", from: 'text.lastIndexOf("@")', to: 'text.indexOf("@")' },
      { file: "rules/mail-address.ts", from: "text.slice(at + 1)", to: "text.slice(at + 1).replace(/@.*/s, '')" },
    ],
    "a domain with a fragment": [{ file: "rules/mail-address.ts", from: "/[\\s/?#:@\\\\%[\\]]|", to: "/" }],
    "a control character behind a domain": [
      { file: "rules/mail-address.ts", from: "|[^\\P{C}\\u200c\\u200d]", to: "" },
    ],
    "a letter that looks like another": [
      { file: "rules/mail-address.ts", from: "/^[\\w.!#$%&'*+/=?^`{|}~-]+$/", to: "/^[^@]+$/" },
    ],
    "nobody denied": [{ file: "rules/sign-up-policy.ts", from: "isWithin(domain, deniedDomains)", to: "false" }],
    "a name of a prototype taken for an app client": [
      { file: "rules/sign-up-policy.ts", from: "clientId && Object.hasOwn(appClients, clientId)", to: "clientId" },
      {
        file: "rules/sign-up-policy.ts",
        from: "appClients[clientId]?.signUp",
        to: "(appClients[clientId] && { allowedDomains: [] })",
      },
    ],
    "somebody's own words in a refusal": [
      {
        file: "src/steps/refusals.ts",
        from: "refusalWords(language)[code]",
        to: "refusalWords(language)[code] + language",
      },
    ],
    "providers' people not judged": [
      { file: "handlers/pre-signup.ts", from: "PreSignUp_ExternalProvider: joinByProvider,", to: "" },
    ],
    "an administrator refused": [
      { file: "handlers/pre-signup.ts", from: 'triggerSource === "PreSignUp_AdminCreateUser"', to: "false" },
      {
        file: "handlers/pre-signup.ts",
        from: "PreSignUp_ExternalProvider: joinByProvider,",
        to: "PreSignUp_ExternalProvider: joinByProvider, PreSignUp_AdminCreateUser: joinBySignUp,",
      },
    ],
    "nobody without an address judged": [
      {
        file: "rules/sign-up-policy.ts",
        from: 'allowedDomains.length > 0 ? "SU-DOMAIN" : undefined;\n  const',
        to: "undefined;\n  const",
      },
    ],
  },
});
