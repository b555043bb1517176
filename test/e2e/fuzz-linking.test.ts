import { describe } from "@jest/globals";
import { fuzz } from "../support/fuzz-oracle.ts";
import { inRules, linkingNewUser, linkingRefusal } from "../support/linking-oracle.ts";

describe("whoever may not be linked becomes a new user", () => {
  fuzz({
    target: linkingNewUser,
    share: 0.5,
    bugs: {
      "a provider that is named but not trusted": [inRules("trustedProviders.includes(provider) &&", "")],
      "a provider that nobody named": [
        inRules("const [provider] = providers", 'const [provider = userName.split("_")[0]] = providers'),
        inRules("trustedProviders.includes(provider) &&", ""),
      ],
      "a provider's name without its end": [
        inRules("`${lower(name)}_`", "lower(name)"),
        inRules(".slice(provider.length + 1)", '.slice(provider.length).replace(/^[^_]*_/, "")'),
      ],
      "the shorter of two names": [inRules("other.length - one.length", "one.length - other.length")],
      "an id up to the next underscore": [
        inRules("userName.slice(provider.length + 1)", 'userName.slice(provider.length + 1).split("_")[0] ?? ""'),
      ],
      "the name as Cognito wrote it": [
        inRules(
          "? undefined : { provider, userId }",
          "? undefined : { provider: userName.slice(0, provider.length), userId }",
        ),
        inRules("trustedProviders.includes(provider)", "provider.length < 9"),
      ],
      "a provider that speaks of everybody": [inRules("trustedDomains[provider]?.includes(domain) === true", "true")],
      "any word for verified": [inRules('emailVerified === "true"', "Boolean(emailVerified)")],
      "another case of the word": [inRules('emailVerified === "true"', 'emailVerified?.toLowerCase() === "true"')],
      "somebody unconfirmed": [inRules('status === "CONFIRMED"', "/^(UN)?CONFIRMED$/.test(status)")],
      "somebody whom an administrator made": [
        inRules('status === "CONFIRMED"', "/^(CONFIRMED|FORCE_CHANGE_PASSWORD)$/.test(status)"),
      ],
      "somebody disabled": [inRules("&& enabled &&", "&&")],
      "an account's address that is not verified": [inRules(' && attributes["email_verified"] === "true"', "")],
      "the first of two": [inRules("&& others.length === 0", "")],
      "somebody external": [
        inRules('status !== "EXTERNAL_PROVIDER"', "status !== undefined"),
        inRules('status === "CONFIRMED"', "/^(CONFIRMED|EXTERNAL_PROVIDER)$/.test(status)"),
      ],
      "letters folded as one": [
        inRules("text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())", 'text.normalize("NFKC").toLowerCase()'),
      ],
      "whomever the filter finds": [
        inRules('lower(attributes["email"] ?? "") === lower(address)', "attributes !== undefined"),
      ],
      "a filter in the address": [inRules('!/["\\\\]/.test(address)', 'address !== ""')],
      "a second identity of one provider": [inRules("same.length > 0 || ", "")],
      "a sixth identity": [inRules("known.length >= mostIdentities", "false")],
      "identities that nobody can read": [
        inRules(
          'const known = identitiesOf(user.attributes["identities"]);',
          'const known = identitiesOf(user.attributes["identities"]) ?? [];',
        ),
      ],
      "a link that is there already": [
        {
          file: "src/steps/federated-sign-up.ts",
          from: 'verdict.kind !== "link" || verdict.done',
          to: 'verdict.kind !== "link"',
        },
      ],
      "one page only": [{ file: "aws/linking.ts", from: "if (!PaginationToken) return found;", to: "return found;" }],
      "a new user when Cognito is down": [
        { file: "src/steps/federated-sign-up.ts", from: 'linking.whenDown ?? "refuse"', to: '"new-user" as string' },
      ],
    },
  });
});

describe("whoever may not be linked is refused", () => {
  fuzz({
    target: linkingRefusal,
    share: 0.5,
    bugs: {
      "a new user beside an account": [
        { file: "src/steps/federated-sign-up.ts", from: 'return "SU-OTHER-WAY"', to: 'return "new-user"' },
      ],
      "no word of the link": [
        { file: "src/steps/federated-sign-up.ts", from: 'linking.afterLinking === "sign-in-again"', to: "false" },
      ],
      "a refusal of everybody": [inRules('if (users.length === 0) return { kind: "new-user" };', "")],
    },
  });
});
