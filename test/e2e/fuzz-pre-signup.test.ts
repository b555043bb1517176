import { fuzz } from "../support/fuzz-oracle.ts";
import { standIns } from "../support/oracle-world.ts";
import { preSignUpViolations } from "../support/pre-signup-oracle.ts";

fuzz({
  entry: "src/handlers/pre-signup.ts",
  events: "PreSignUp",
  changes: [
    ...standIns,
    { file: "handlers/pre-signup.ts", from: "countWithin = 700", to: "countWithin = 7" },
    {
      file: "/suite.config.ts",
      from: "allowedDomains: [], deniedDomains: []",
      to: 'allowedDomains: ["Example.com"], deniedDomains: ["students.EXAMPLE.com"]',
    },
  ],
  violations: preSignUpViolations,
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
        from: "if (code) throw refusal(code);",
        to: 'if (code) throw new Refusal(`[${code}] ${publicMessages[code]}${request.userAttributes?.["email"] ?? ""}`);',
      },
    ],
    "an error's own text": [{ file: "src/trigger.ts", from: "throw new Refusal(tryAgain)", to: "throw error" }],
    "everybody let in when it breaks": [
      { file: "handlers/pre-signup.ts", from: 'whenItBreaks: "refuse"', to: 'whenItBreaks: "carry-on"' },
    ],
    "a domain's end without its dot": [
      { file: "rules/sign-up-policy.ts", from: "`.${listed.toLowerCase()}`", to: "listed.toLowerCase()" },
    ],
    "the first at sign": [
      { file: "rules/sign-up-policy.ts", from: '!/^[\\x21-\\x7e]+$/.test(local) || local.includes("@")', to: "false" },
      { file: "rules/sign-up-policy.ts", from: 'address.lastIndexOf("@")', to: 'address.indexOf("@")' },
      {
        file: "rules/sign-up-policy.ts",
        from: "address.slice(at + 1)",
        to: "address.slice(at + 1).replace(/@.*/s, '')",
      },
    ],
    "a domain with a fragment": [
      { file: "rules/sign-up-policy.ts", from: "/[\\s\\p{Cc}/?#:@\\\\%[\\]]/u.test(domain)", to: "false" },
    ],
    "a control character behind a domain": [{ file: "rules/sign-up-policy.ts", from: "\\p{Cc}", to: "" }],
    "nobody denied": [
      { file: "rules/sign-up-policy.ts", from: "if (within(domain, policy.deniedDomains))", to: "if (false)" },
    ],
    "providers' people not judged": [
      {
        file: "handlers/pre-signup.ts",
        from: '["PreSignUp_SignUp", "PreSignUp_ExternalProvider"]',
        to: '["PreSignUp_SignUp"]',
      },
    ],
    "an administrator refused": [
      { file: "handlers/pre-signup.ts", from: 'triggerSource === "PreSignUp_AdminCreateUser"', to: "false" },
      { file: "handlers/pre-signup.ts", from: "!judged.includes(triggerSource)", to: "false" },
    ],
    "nobody without an address judged": [
      {
        file: "rules/sign-up-policy.ts",
        from: 'policy.allowedDomains.length > 0 ? "SU-DOMAIN" : undefined;\n  const',
        to: "undefined;\n  const",
      },
    ],
  },
});
