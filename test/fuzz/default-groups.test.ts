import { domainToASCII } from "node:url";
import fc from "fast-check";
import { sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";
import { type Handler, join, postConfirmation } from "./functions.ts";
import { fuzz } from "./fuzz.ts";
import { hostileValue } from "./hostile.ts";
import { type Hostile, hostileAddress } from "./hostile-events.ts";
import { listRepairs } from "./rows.ts";
import { isPolluted, leaves, make, sameLeaves } from "./world.ts";

const rules = [
  { group: "members" },
  { group: "staff", domain: "example.com" },
  { group: "partners", domain: "partner.example", provider: "Corp" },
  { group: "buyers", appClient: "shop" },
  { group: "social", provider: "Google" },
];

const identities = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      '[{"providerName":"Google","userId":"1"}]',
      '[{"providerName":"Corp","userId":"1"}]',
      '[{"providerName":"google","userId":"1"}]',
      '[{"providerName":"Cognito","userId":"1"}]',
      '[{"providerName":"Facebook","userId":"1"},{"providerName":"Google","userId":"1"}]',
    ),
  },
  { weight: 1, arbitrary: hostileValue },
);
const address = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      ..."ada@example.com Ada@EXAMPLE.com ada@partner.example ada@students.example.com ada@notexample.com".split(" "),
      ..."ada@example.com.evil.example evil@evil.example@example.com ada@ｅxample.com ada@exаmple.com".split(" "),
    ),
  },
  { weight: 1, arbitrary: hostileAddress },
);
const fate = fc.oneof(
  { weight: 600, arbitrary: fc.constant("answers" as const) },
  { weight: 80, arbitrary: fc.constant("fails" as const) },
  { weight: 1, arbitrary: fc.constant("hangs" as const) },
);

/** Confirmations of users who may belong to a group. */
const attacks: fc.Arbitrary<Hostile> = fc
  .tuple(
    fc.constantFrom(
      "PostConfirmation_ConfirmSignUp",
      "PostConfirmation_ConfirmSignUp",
      "PostConfirmation_ConfirmForgotPassword",
    ),
    fc.constantFrom<unknown>("shop", "shop", "Shop", "other", "CLIENT_ID_NOT_APPLICABLE", null),
    address,
    fc.constantFrom<unknown>("true", "true", "true", "false", "True", "1", true, undefined),
    fc.constantFrom("CONFIRMED", "CONFIRMED", "EXTERNAL_PROVIDER"),
    identities,
    hostileValue,
    fc.array(fate, { maxLength: 8 }),
  )
  .map(([name, clientId, email, verified, status, known, claimed, fates]) => ({
    event: sampleEvent(name, {
      clientId: clientId as string,
      userAttributes: {
        email,
        email_verified: verified,
        "cognito:user_status": status,
        identities: known,
        "custom:groups": claimed,
        "cognito:groups": '["administrators"]',
      },
      request: { clientMetadata: { groups: "administrators", appClient: "shop", provider: "Corp" } },
    }),
    circumstances: { fates },
  }));

/** The groups according to docs/linking.md, computed without the rules' code. */
const listExpected = ({ event }: Hostile): string[] => {
  if (event.triggerSource !== "PostConfirmation_ConfirmSignUp") return [];
  const { email, email_verified: verified, identities: known } = event.request.userAttributes ?? {};
  const names =
    typeof known === "string" && known !== ""
      ? [...known.matchAll(/"providerName":"(\w+)"/g)].map(([, name]) => name)
      : [];
  const proven = verified === "true" && typeof email === "string" ? email : "";
  const [local = "", domain = "", ...more] = proven.split("@");
  const isAt = (listed: string) =>
    local !== "" && more.length === 0 && domainToASCII(domain).replace(/\.$/, "") === listed;
  const isOutside = event.request.userAttributes?.["cognito:user_status"] === "EXTERNAL_PROVIDER";
  const isLocal = (typeof known !== "string" || known === "") && !isOutside;
  return [
    "members",
    ...(isLocal && isAt("example.com") ? ["staff"] : []),
    ...(names.includes("Corp") && isAt("partner.example") ? ["partners"] : []),
    ...(event.callerContext?.clientId === "shop" ? ["buyers"] : []),
    ...(names.includes("Google") ? ["social"] : []),
  ];
};

const violations = async (handler: Handler, attack: Hostile): Promise<string[]> => {
  const { event, circumstances } = attack;
  const before = leaves(event);
  const { answer, calls } = await make(handler, event, circumstances);
  const joins = calls.filter(({ input }) => "GroupName" in input);
  const due = listExpected(attack);
  const repairs = listRepairs(calls);
  const isOwed = joins.some(({ fate }) => fate !== "answers");
  const isUnwritten = calls.some(({ input, fate }) => "TransactItems" in input && fate !== "answers");
  // Only identities in Cognito's form have a defined meaning.
  const known = event.request.userAttributes?.["identities"];
  const readable = typeof known !== "string" || known === "" || /^\[\{"providerName":"\w+"/.test(known);
  const email = event.request.userAttributes?.["email"];
  const plain = typeof email !== "string" || /^[a-zA-Z]{1,64}@[^@\p{C}\s]{1,180}$/u.test(email);
  const asked = joins.map(({ input }) => input["GroupName"]);
  return [
    ...(answer === event && sameLeaves(before, leaves(event)) ? [] : ["changes the event or throws"]),
    ...(isPolluted() ? ["has polluted every object"] : []),
    ...(asked.every((group) => rules.some((rule) => rule.group === group)) ? [] : ["a group without a rule"]),
    ...(joins.every(({ input }) => input["UserPoolId"] === event.userPoolId && input["Username"] === event.userName)
      ? []
      : ["adds another user to a group"]),
    ...(readable && asked.some((group) => !due.includes(String(group))) ? [`${asked}, more than ${due}`] : []),
    ...(readable && plain && asked.join() !== due.join() ? [`${asked} and not ${due}`] : []),
    ...(!readable && asked.some((group) => !["members", "buyers"].includes(String(group))) ? ["guesses a group"] : []),
    ...(repairs.length === (isOwed || isUnwritten ? 1 : 0) ? [] : ["hands over too much or too little"]),
    ...(repairs.every(({ groups }) => (isOwed ? String(groups) === asked.join() : groups === undefined))
      ? []
      : ["hands over other groups"]),
  ];
};

const suite = suiteWith({ groups: rules });

fuzz({
  name: "post-confirmation with groups",
  handler: postConfirmation(suite),
  attacks,
  violations,
  sources: 2,
  controls: [
    [
      "adds a group that the user names",
      "a group without a rule",
      () => postConfirmation(suiteWith({ groups: [...rules, { group: "administrators" }] })),
    ],
    [
      "loses the groups that it could not add",
      "hands over too much or too little",
      () =>
        postConfirmation(suite, { join: (user, groups, signal) => join(user, groups, signal).catch(() => undefined) }),
    ],
  ],
});
