import { fuzz } from "../support/fuzz-oracle.ts";
import { postConfirmation } from "../support/fuzz-targets.ts";

const own = "handlers/post-confirmation.ts";

fuzz({
  target: postConfirmation,
  bugs: {
    "every attribute copied": [
      { file: own, from: "copied: suite.profile.attributes", to: "copied: Object.keys(request.userAttributes ?? {})" },
    ],
    "claims of the person's own": [
      { file: own, from: "createdAt: at,", to: 'createdAt: at, claims: request.userAttributes?.["claims"] as object,' },
    ],
    "half a character": [{ file: "rules/attribute.ts", from: ".toWellFormed()", to: "" }],
    "a text without end": [{ file: "rules/attribute.ts", from: ".slice(0, longest)", to: "" }],
    "a locale from another attribute": [
      { file: "rules/profile.ts", from: 'read("locale") ?? read("custom:locale")', to: 'read("nickname")' },
    ],
    "a truth that is no text": [
      {
        file: "rules/profile.ts",
        from: 'read("email_verified") === "true"',
        to: 'String(userAttributes?.["email_verified"]) === "true"',
      },
    ],
    "an error for who is confirmed": [{ file: own, from: 'whenItBreaks: "carry-on"', to: 'whenItBreaks: "refuse"' }],
    "nothing handed over": [{ file: own, from: "await handOver(", to: "false && await handOver(" }],
    "attributes handed over": [
      {
        file: own,
        from: "clientId, fact, at, ...missing }, signal)",
        to: "clientId, fact, at, ...request.userAttributes }, signal)",
      },
    ],
    "a welcome for a new password": [
      { file: own, from: 'ConfirmForgotPassword: "password-changed"', to: 'ConfirmForgotPassword: "signed-up"' },
    ],
    "a source by any name": [
      {
        file: own,
        from: "Object.hasOwn(facts, triggerSource) ? facts[triggerSource] : undefined",
        to: "facts[triggerSource]",
      },
    ],
    "a row for nobody": [
      { file: own, from: "|| !userName || !sub)", to: "|| !userName)" },
      {
        file: own,
        from: 'const sub = attribute(request.userAttributes, "sub");',
        to: 'const sub = attribute(request.userAttributes, "sub") ?? "";',
      },
    ],
    "a key of the person's own making": [{ file: "rules/keys.ts", from: "`USER#${sub}`", to: "sub" }],
    "an address in the mail's row": [
      {
        file: "rules/owed.ts",
        from: 'owedMail(sub, "welcome", reader, now)',
        to: '({ ...owedMail(sub, "welcome", reader, now), to: sub })',
      },
    ],
    "a stranger who is told": [
      { file: "rules/profile.ts", from: "latestEmail !== undefined && isProven ?", to: "latestEmail !== undefined ?" },
    ],
    "a caller's brand": [
      {
        file: "rules/reader.ts",
        from: 'client?.brand ?? "default"',
        to: 'attribute(clientMetadata, "brand") ?? "default"',
      },
    ],
    "an answer of its own": [
      { file: own, from: "    }\n    return event;", to: "    }\n    return { ...event, response: { profile } };" },
    ],
  },
});
