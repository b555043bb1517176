import type { ChangeRule } from "../../settings/claims.ts";
import { isForAppClient } from "./app-client-rule.ts";

type TokenCaller = {
  appClientId: string | undefined;
  /** The user's groups in the user pool; undefined for a machine. */
  groups: readonly string[] | undefined;
};

/** A machine gets only rules that name its app client, so that no rule for users affects it. */
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

/** A scope token of OAuth (RFC 6749, 3.3); Cognito rejects spaces. */
export const isScope = (scope: string): boolean => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope);

/** The scopes to add to and remove from an access token. Removing wins. */
export const scopeChangesOf = (
  rules: readonly ChangeRule[] = [],
  caller: TokenCaller,
): { add: string[]; remove: string[] } => {
  const { add, remove } = collectChanges(rules, caller);
  return { add: add.filter(isScope), remove: remove.filter(isScope) };
};

/** The user's groups after all rules; undefined if nothing changes. */
export const groupsOf = (
  rules: readonly ChangeRule[] = [],
  caller: TokenCaller & { groups: readonly string[] },
): string[] | undefined => {
  const { add, remove } = collectChanges(rules, caller);
  const kept = caller.groups.filter((group) => !remove.includes(group));
  const added = add.filter((group) => !kept.includes(group));
  return added.length === 0 && kept.length === caller.groups.length ? undefined : [...kept, ...added];
};
