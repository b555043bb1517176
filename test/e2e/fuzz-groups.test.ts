import { fuzz } from "../support/fuzz-oracle.ts";
import { defaultGroupsTarget } from "../support/groups-oracle.ts";

const inRules = (from: string, to: string) => [{ file: "rules/default-groups.ts", from, to }];
const inTrigger = (from: string, to: string) => [{ file: "handlers/post-confirmation.ts", from, to }];

fuzz({
  target: defaultGroupsTarget,
  share: 0.5,
  bugs: {
    "an address that is not proven": inRules('read("email_verified") === "true"', 'read("email") !== undefined'),
    "any word for proven": inRules('read("email_verified") === "true"', 'Boolean(read("email_verified"))'),
    "a part of a domain": inRules("domain === provenDomain", "provenDomain?.endsWith(domain)"),
    "a provider's word for an address": inRules("&& (isLocal || provider !== undefined)", ""),
    "any provider": inRules("providers?.includes(provider)", "!isLocal"),
    "an outside person whose provider is not told": [
      { file: "rules/identities.ts", from: "isExternal && providers?.length === 0", to: "false" },
    ],
    "identities that nobody can read": inRules("providers?.length === 0", "!providers?.length"),
    "any app client": inRules("appClient === clientId", "clientId !== null"),
    "groups that a person names": inRules(
      ".map(({ group }) => group)",
      '.map(({ group }) => group).concat(String(read("custom:groups") ?? "members"))',
    ),
    "a password reset": inTrigger('fact === "signed-up" ? defaultGroups', "fact ? defaultGroups"),
    "a group that could not be joined": inTrigger(
      'saved.status === "rejected" || joined.status === "rejected"',
      'saved.status === "rejected"',
    ),
    "no groups in what is handed over": inTrigger("? { groups } : {}", "? {} : {}"),
  },
});
