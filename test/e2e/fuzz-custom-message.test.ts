import { fuzz } from "../support/fuzz-oracle.ts";
import { customMessage } from "../support/fuzz-targets.ts";

fuzz({
  target: customMessage,
  bugs: {
    "any name is greeted": [{ file: "rules/greeting-name.ts", from: "safeName.test(name)", to: "true" }],
    "any name, and no escaping": [
      { file: "rules/greeting-name.ts", from: "safeName.test(name)", to: "true" },
      {
        file: "dist/cjs/handlebars/utils.js",
        from: "function escapeExpression(string) {",
        to: "function escapeExpression(string) { return String(string ?? '');",
      },
    ],
    "any name, braces and all": [
      { file: "rules/greeting-name.ts", from: "safeName.test(name)", to: "true" },
      { file: "templates/characters.ts", from: '.replaceAll("{", "(")', to: "" },
    ],
    "a name before the address is proven": [
      {
        file: "rules/message-choice.ts",
        from: 'SignUp: { mail: "confirm-sign-up", page: "confirm", greets: "never" }',
        to: 'SignUp: { mail: "confirm-sign-up", page: "confirm", greets: "proven" }',
      },
    ],
    "a name for a new password at an address that is not proven": [
      { file: "rules/message-choice.ts", from: '(greets === "proven" &&', to: '(greets === "proven" ||' },
    ],
    "a name in the subject": [
      {
        file: "templates/model.ts",
        from: "subject: put(words.subject)",
        to: "subject: put(words.subject) + values.name",
      },
    ],
    "a user name as it is in the link": [
      { file: "rules/verification-link.ts", from: "encoded(userName)", to: "userName" },
    ],
    "half a character in the link": [{ file: "rules/verification-link.ts", from: "text.toWellFormed()", to: "text" }],
    "an encoded placeholder": [
      { file: "rules/verification-link.ts", from: "/${code}`", to: "/${encodeURIComponent(code)}`" },
    ],
    "the wrong page": [{ file: "rules/message-choice.ts", from: 'page: "reset"', to: 'page: "confirm"' }],
    "a link for an administrator's call": [
      { file: "rules/verification-link.ts", from: "clientId !== noClient", to: "true" },
    ],
    "an address from the caller": [
      {
        file: "src/steps/code-message.ts",
        from: "brand.linkOrigin ??",
        to: '(request.clientMetadata?.["origin"] as string | undefined) ??',
      },
    ],
    "a language from the caller, unchecked": [
      { file: "rules/choose-language.ts", from: "if (found) return found;", to: "if (wish) return wish as Language;" },
    ],
    "a temporary password in a link": [
      {
        file: "src/steps/code-message.ts",
        from: 'mail === "invitation" ? brand.website',
        to: 'mail === "invitation" ? `${brand.website}/${code}`',
      },
      { file: "rules/message-contract.ts", from: "isAddress(lead) &&", to: "false &&" },
      { file: "rules/message-contract.ts", from: "found !== codes", to: "false" },
    ],
    "an invitation without user name": [
      {
        file: "src/steps/code-message.ts",
        from: "userName: request.usernameParameter ?? undefined,",
        to: "userName: undefined,",
      },
      { file: "rules/message-contract.ts", from: "userName !== undefined &&", to: "false &&" },
    ],
    "an attribute that is no text": [
      { file: "rules/attribute.ts", from: 'typeof value === "string" && value !== ""', to: "value != null" },
    ],
    "an event that is changed": [
      {
        file: "handlers/custom-message.ts",
        from: "if (!accepted) return event;",
        to: "if (!accepted) return event; delete event.request.clientMetadata;",
      },
    ],
    "an event that is answered in itself": [
      {
        file: "handlers/custom-message.ts",
        from: "return { ...event, response: {",
        to: "return Object.assign(event, { userName: 'x' }) && { ...event, response: {",
      },
    ],
    "a field too many": [
      { file: "handlers/custom-message.ts", from: "smsMessage } };", to: "smsMessage, version: accepted.version } };" },
    ],
    "hidden characters in the words": [
      {
        file: "templates/model.ts",
        from: "heading: put(words.heading)",
        to: "heading: put(words.heading) + String.fromCharCode(160)",
      },
      { file: "templates/characters.ts", from: "html.replace(unusual,", to: "html.replace(/$^/g," },
      { file: "rules/message-contract.ts", from: "accepted.test(text)", to: "true" },
    ],
    "an SMS with the user's attributes": [
      {
        file: "src/steps/code-message.ts",
        from: "if (found.length === 0) return sms;",
        to: "if (found.length === 0) return `${sms} ${view.name ?? ''}`.trim();",
      },
    ],
  },
});
