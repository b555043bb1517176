import { itRefuses } from "../../support/refuses.ts";

itRefuses([
  [
    "an unknown setting",
    { userPool: { mfaMode: "ON" } },
    "userPool.mfaMode: no such setting; remove it or correct its name",
  ],
  ["a string for a boolean", { userPool: { selfSignUp: "yes" } }, "userPool.selfSignUp: must be true or false"],
  ["an unknown plan", { userPool: { tier: "LITE" } }, "userPool.tier: must be ESSENTIALS or PLUS"],
  [
    "a number out of range",
    { userPool: { passwordPolicy: { minimumLength: 5 } } },
    "userPool.passwordPolicy.minimumLength: must be a whole number of characters, 6 to 99",
  ],
  [
    "true instead of a pool ID",
    { userPool: { existing: true, appClientIds: ["a"] } },
    "userPool.existing: must be a pool's id, such as eu-west-1_AbCdEfGhI",
  ],
  [
    "an empty signInWith",
    { userPool: { signInWith: [] } },
    "userPool.signInWith: must be a list of at least one of email, phone_number, username, or preferred_username",
  ],
  [
    "a duplicate in signInWith",
    { userPool: { signInWith: ["email", "email"] } },
    "userPool.signInWith: has a value twice: remove one",
  ],
  [
    "a private folder for a group",
    {
      identityPool: { enabled: true, bucket: "files" },
      userPool: { groups: { staff: { prefixes: ["private/x"] } } },
    },
    "userPool.groups.staff.prefixes.0: must be a folder of identityPool.bucket, such as reports,",
  ],
  [
    "an invalid region for SMS",
    { userPool: { signInWith: ["phone_number"], recovery: ["phone_number"], smsRegion: "Ireland" } },
    "userPool.smsRegion: must be an AWS region, such as eu-west-1",
  ],
  [
    "a tag by which the deploy role recognizes its pools",
    { userPool: { tags: { Stage: "production" } } },
    "userPool.tags.Stage: is set by the stack: choose another name",
  ],
  [
    "a tag with the prefix aws:",
    { userPool: { tags: { "aws:x": "1" } } },
    "userPool.tags.aws:x: must be 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:",
  ],
  [
    "an unknown required attribute",
    { userPool: { requiredAttributes: ["mail"] } },
    'userPool.requiredAttributes.0: no such value; did you mean "email"?',
  ],
  [
    "a tag that is not a string",
    { userPool: { tags: { costCentre: 4711 } } },
    "userPool.tags.costCentre: must be a string of at most 256 characters; put a number in quotes",
  ],
]);
