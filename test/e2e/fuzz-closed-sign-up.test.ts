import { fuzz } from "../support/fuzz-oracle.ts";
import { closedSignUp } from "../support/fuzz-targets.ts";

fuzz({
  target: closedSignUp,
  share: 0.3,
  bugs: {
    "nobody invited": [
      { file: "src/steps/sign-up-look-ups.ts", from: "if (!invitationOnly)", to: "if (invitationOnly)" },
    ],
    "an invitation that is over": [
      { file: "rules/sign-up-invitation.ts", from: "expiresAt * 1_000 > now", to: "expiresAt > 0" },
    ],
    "an invitation without its tag": [
      {
        file: "src/steps/sign-up-look-ups.ts",
        from: "mailbox(address)",
        to: 'mailbox(address).replace(/\\+[^@]*/, "")',
      },
    ],
    "somebody let in because the table is gone": [
      { file: "src/steps/sign-up-look-ups.ts", from: 'return "TRY-AGAIN";\n  }', to: "return undefined;\n  }" },
    ],
    "a provider's person without an invitation": [
      {
        file: "handlers/pre-signup.ts",
        from: '? refuseUninvited(dependencies, rules, proven, signal, "readingLate")',
        to: "? undefined",
      },
    ],
    "an invitation for whoever a provider says": [
      { file: "handlers/pre-signup.ts", from: '"email_verified") === "true" ? address', to: '"email") ? address' },
    ],
    "a tag in quotation marks": [
      { file: "rules/mail-address.ts", from: "plainLocal.test(inner) ? inner : local", to: "local" },
    ],
    "a new user taken for a refused one": [
      { file: "handlers/pre-signup.ts", from: 'if (outcome !== "new-user")', to: "if (outcome)" },
    ],
    "a captcha of another site": [{ file: "rules/captcha.ts", from: "!hostnames.includes(hostname)", to: "false" }],
    "a token that makes the provider stumble": [
      { file: "rules/captcha.ts", from: "codes.some((code) => notOfToken.includes(code))", to: "codes.length > 0" },
    ],
    "no token, no captcha": [
      {
        file: "src/steps/sign-up-look-ups.ts",
        from: 'if (token === undefined) return "SU-CAPTCHA";',
        to: "if (token === undefined) return undefined;",
      },
    ],
    "everybody a person": [
      { file: "src/steps/sign-up-look-ups.ts", from: 'if (verdict === "no-person") return "SU-CAPTCHA";', to: "" },
    ],
    "terms of another version": [
      { file: "rules/sign-up-person.ts", from: "accepted.includes(terms.version)", to: "accepted.some((one) => one)" },
    ],
    "a day that no calendar has": [
      {
        file: "rules/sign-up-person.ts",
        from: "Number.isNaN(born.getTime()) || born.toISOString().slice(0, 10) !== birthdate",
        to: "false",
      },
    ],
    children: [{ file: "rules/sign-up-person.ts", from: "Number(year) + years", to: "Number(year)" }],
    "an attribute of blanks": [{ file: "rules/sign-up-person.ts", from: "?.trim()", to: "" }],
    "two mailboxes for one": [
      { file: "rules/mail-address.ts", from: "local.toLowerCase()", to: 'local.toLowerCase().replace(/[._]/g, "")' },
    ],
    "one mailbox for two": [
      { file: "rules/mail-address.ts", from: "`${local.toLowerCase()}@${domain}`", to: "`${local}@${domain}`" },
    ],
    "an address of the network": [
      { file: "rules/mail-address.ts", from: "&& !/^\\d+$/.test(labels[labels.length - 1] as string)", to: "" },
    ],
    "a letter that looks like another": [
      { file: "rules/mail-address.ts", from: "/^[\\w.!#$%&'*+/=?^`{|}~-]+$/", to: "/^[^@]+$/" },
    ],
    "what cannot be seen": [{ file: "rules/mail-address.ts", from: "|[^\\P{C}\\u200c\\u200d]", to: "" }],
    "a part of a disposable domain": [
      { file: "rules/sign-up-policy.ts", from: "labels.slice(index).join", to: "labels.slice(0).join" },
      { file: "src/steps/disposable-domains.ts", from: "x.example", to: "example" },
    ],
    "a domain that is not counted": [
      {
        file: "src/steps/sign-up-look-ups.ts",
        from: "...countedOf(address, rules).map(",
        to: "...countedOf(address, rules).slice(0, 1).map(",
      },
    ],
    "a mailbox that nobody claims": [
      { file: "src/steps/sign-up-look-ups.ts", from: "...(claimed\n", to: "...(!claimed\n" },
    ],
    "a tag that counts anew": [
      {
        file: "rules/sign-up-limit.ts",
        from: "baseMailbox(address, undotted)",
        to: "`${address.local}@${address.domain}`",
      },
    ],
  },
});
