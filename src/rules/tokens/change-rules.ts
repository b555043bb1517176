import type { ChangeRule } from "../../settings/claims.ts";
import { isForAppClient } from "./app-client-rule.ts";

export type TokenCaller = {
  appClientId: string | undefined;
  /** The groups of the user pool that the person is in; undefined for a machine, which is in none. */
  groups: readonly string[] | undefined;
};

/** A machine gets only what names its app client, so that no rule that is meant for people reaches it. */
const isApplicable = (rule: ChangeRule, { appClientId, groups }: TokenCaller): boolean => {
  if (!isForAppClient(rule, appClientId)) return false;
  if (!groups) return rule.appClients !== undefined && !rule.inGroups;
  return rule.inGroups?.some((group) => groups.includes(group)) ?? true;
};

const collectChanges = (rules: readonly ChangeRule[], caller: TokenCaller): { add: string[]; remove: string[] } => {
  const applying = rules.filter((rule) => isApplicable(rule, caller));
  const remove = new Set(applying.flatMap((rule) => rule.remove ?? []));
  const add = new Set(applying.flatMap((rule) => rule.add ?? []));
  return { add: [...add].filter((name) => !remove.has(name)), remove: [...remove] };
};

/** A scope as OAuth writes it (RFC 6749, 3.3); Cognito takes none with a space. */
export const isScope = (scope: string): boolean => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope);

/** What the rules add to the scopes of an access token and remove from them. Removing wins. */
export const scopeChangesOf = (
  rules: readonly ChangeRule[] = [],
  caller: TokenCaller,
): { add: string[]; remove: string[] } => {
  const { add, remove } = collectChanges(rules, caller);
  return { add: add.filter(isScope), remove: remove.filter(isScope) };
};

/** The groups that the rules make of a person's; undefined where they change nothing. */
export const groupsOf = (
  rules: readonly ChangeRule[] = [],
  caller: TokenCaller & { groups: readonly string[] },
): string[] | undefined => {
  const { add, remove } = collectChanges(rules, caller);
  const kept = caller.groups.filter((group) => !remove.includes(group));
  const added = add.filter((group) => !kept.includes(group));
  return added.length === 0 && kept.length === caller.groups.length ? undefined : [...kept, ...added];
};
