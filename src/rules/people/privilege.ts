/** Names that grant rights or identify a tenant. `company` alone is ordinary form input; `companyId` is a tenant. */
const privilege = new RegExp(
  `(?:^|_)(?:is_?)?(${[
    "admin|administrator|owner|root|staff|superuser",
    "groups?|permissions?|privileges?|rights?|roles?|scopes?|entitlements?",
    "plan|subscription|tier|tenant|licen[cs]e|quota|balance|credits?",
    "(?:account|company|org|organi[sz]ation)_?id",
  ].join("|")})(?:_?id)?(?:_|$)`,
);

/** The part of an attribute's name that means a privilege; undefined if users may write the attribute. */
export const findPrivilege = (name: string): string | undefined => {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return privilege.exec(words.replaceAll(/[^a-z]+/g, "_"))?.[1];
};
