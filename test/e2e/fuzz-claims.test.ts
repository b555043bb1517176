import { fuzz } from "../support/fuzz-oracle.ts";
import { richPreToken } from "../support/rich-claims.ts";

const response = "rules/token-response.ts";
const facts = "rules/token-facts.ts";
const size = "rules/claim-size.ts";
const claims = "rules/claims.ts";
const changes = "rules/change-rules.ts";
const names = "rules/claim-names.ts";

fuzz({
  target: richPreToken,
  share: 0.2,
  bugs: {
    "the highest priority trimmed first": [
      {
        file: size,
        from: "(one.priority ?? 0) - (other.priority ?? 0)",
        to: "(other.priority ?? 0) - (one.priority ?? 0)",
      },
    ],
    "the first of equals trimmed": [{ file: size, from: ".reverse()", to: "" }],
    "nothing trimmed": [{ file: size, from: "let over = ", to: "let over = -9e9 + " }],
    "characters counted": [
      { file: size, from: "Buffer.byteLength(JSON.stringify(value))", to: "JSON.stringify(value).length" },
    ],
    "a required claim trimmed": [{ file: size, from: ".filter(({ required }) => !required)", to: "" }],
    "a required claim that is too large": [{ file: size, from: "if (room < 0)", to: "if (room < -9e9)" }],
    "no otherwise for what is trimmed": [
      { file: size, from: "put(entry, fallback(entry))", to: "put(entry, undefined)" },
    ],
    "a large claim that takes others with it": [
      { file: size, from: "Number(other.bytes > room) - Number(one.bytes > room) || ", to: "" },
    ],
    "no room for identities": [{ file: response, from: "Math.min(identityBytes, mostForIdentities)", to: "0" }],
    "no room for scopes": [{ file: response, from: "room - scopeBytes(scopes.add)", to: "room" }],
    "no room for groups": [{ file: response, from: "claimsBudget - groupBytes(added)", to: "claimsBudget" }],
    "groups emptied where nothing changes": [
      {
        file: changes,
        from: "kept.length === caller.groups.length ? undefined",
        to: "kept.length === caller.groups.length ? []",
      },
    ],
    "roles lost with an override of groups": [
      { file: response, from: "iamRolesToOverride: iamRoles", to: "iamRolesToOverride: []" },
    ],
    "a reserved name": [{ file: names, from: "return !isReserved(name) &&", to: "return" }],
    "a prefix of Cognito's": [{ file: names, from: "|| prefixes.some((prefix) => name.startsWith(prefix))", to: "" }],
    "an audience of somebody else": [
      { file: names, from: 'token === "access" && value === appClientId', to: 'token === "access"' },
    ],
    "an audience in the ID token": [{ file: names, from: 'token === "access" && value === appClientId', to: "true" }],
    "an object for an address": [{ file: names, from: '&& typeof value === "object"', to: "&& false" }],
    "an attribute that users write": [
      {
        file: facts,
        from: "attribute(userAttributes, name)",
        to: 'attribute(userAttributes, name) ?? attribute(userAttributes, "custom:role")',
      },
    ],
    "milliseconds for seconds": [{ file: facts, from: "milliseconds / 1_000", to: "milliseconds / 1" }],
    "a version 1 claim that is no text": [
      { file: response, from: 'typeof value === "string" ? value : JSON.stringify(value)', to: "value as string" },
    ],
    "a scope with a space": [{ file: changes, from: "add: add.filter(isScope)", to: "add" }],
    "a scope that is added and removed": [{ file: changes, from: ".filter((name) => !remove.has(name))", to: "" }],
    "a scope of groups one is not in": [
      { file: changes, from: "rule.inGroups?.some((group) => groups.includes(group)) ?? true", to: "true" },
    ],
    "people's scopes for a machine": [
      {
        file: changes,
        from: "if (!groups) return rule.appClients !== undefined && !rule.inGroups;",
        to: "if (!groups) return true;",
      },
    ],
    "a claim of another app client": [
      { file: response, from: "declared.filter((claim) => isFor(claim, appClientId))", to: "[...declared]" },
    ],
    "a claim for an unknown app client": [
      {
        file: "rules/app-client-rule.ts",
        from: "if (appClientId === undefined) return false;",
        to: "if (appClientId === undefined) return true;",
      },
    ],
    "the exception for the rule": [
      {
        file: "rules/app-client-rule.ts",
        from: "!exceptAppClients?.includes(appClientId)",
        to: "(exceptAppClients?.includes(appClientId) ?? true)",
      },
    ],
    "a function that sees every claim": [
      { file: claims, from: "facts, from.profileClaims)", to: 'facts, ["plan", "roles", "tenant"])' },
    ],
    "a function's error that refuses": [{ file: claims, from: "failures.push({ name, error });", to: "throw error;" }],
    "a claim of a prototype": [
      {
        file: claims,
        from: "Object.hasOwn(profileClaims ?? {}, key)",
        to: "profileClaims !== null && key in profileClaims",
      },
    ],
    "a map that changes prototypes": [{ file: "rules/claim-value.ts", from: "|| dangerous.includes(key)", to: "" }],
    "a claim of any size": [
      { file: "rules/claim-value.ts", from: "{ bytes: claimsBudget }", to: "{ bytes: 9e9 }" },
      { file: "rules/claim-value.ts", from: "Buffer.byteLength(JSON.stringify(claim)) > claimsBudget", to: "false" },
    ],
    "half a character": [
      { file: "rules/claim-value.ts", from: "undefined : value.toWellFormed()", to: "undefined : value" },
    ],
    "suppressed what Cognito keeps": [{ file: response, from: "\n    .filter(maySuppress)", to: "" }],
  },
});
