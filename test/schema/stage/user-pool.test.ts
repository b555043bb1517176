import { itRefuses } from "../../support/refuses.ts";

itRefuses([
  [
    "a setting that does not exist",
    { userPool: { mfaMode: "ON" } },
    "userPool.mfaMode: no such setting; remove it or correct its name",
  ],
  ["a flag in words", { userPool: { selfSignUp: "yes" } }, "userPool.selfSignUp: must be true or false"],
  ["a word that is none", { userPool: { tier: "LITE" } }, "userPool.tier: must be ESSENTIALS or PLUS"],
  [
    "a number out of bounds",
    { userPool: { passwordPolicy: { minimumLength: 5 } } },
    "userPool.passwordPolicy.minimumLength: must be a whole number of characters, 6 to 99",
  ],
  [
    "true instead of a pool's id",
    { userPool: { existing: true, appClientIds: ["a"] } },
    "userPool.existing: must be a pool's id, such as eu-west-1_AbCdEfGhI",
  ],
  [
    "nothing to sign in with",
    { userPool: { signInWith: [] } },
    "userPool.signInWith: must be a list of at least one of email, phone_number, username, or preferred_username",
  ],
  [
    "one name twice",
    { userPool: { signInWith: ["email", "email"] } },
    "userPool.signInWith: has a value twice: remove one",
  ],
  [
    "everybody's folder for a group",
    {
      identityPool: { enabled: true, bucket: "files" },
      userPool: { groups: { staff: { prefixes: ["private/x"] } } },
    },
    "userPool.groups.staff.prefixes.0: must be a folder of identityPool.bucket, such as reports,",
  ],
  [
    "a region of text messages that is none",
    { userPool: { signInWith: ["phone_number"], recovery: ["phone_number"], smsRegion: "Ireland" } },
    "userPool.smsRegion: must be an AWS region, such as eu-west-1",
  ],
  [
    "a tag by which the deploy role knows its pools",
    { userPool: { tags: { Stage: "production" } } },
    "userPool.tags.Stage: is set by the stack: choose another name",
  ],
  [
    "a tag of AWS's own",
    { userPool: { tags: { "aws:x": "1" } } },
    "userPool.tags.aws:x: must be 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:",
  ],
  [
    "a required attribute that is none",
    { userPool: { requiredAttributes: ["mail"] } },
    'userPool.requiredAttributes.0: no such value; did you mean "email"?',
  ],
  [
    "a tag that is no text",
    { userPool: { tags: { costCentre: 4711 } } },
    "userPool.tags.costCentre: must be a string of at most 256 characters; put a number in quotes",
  ],
]);
