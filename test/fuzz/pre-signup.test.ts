import { domainToASCII } from "node:url";
import { Refusal } from "../../src/runtime/errors.ts";
import { suiteWith } from "../support/suite.ts";
import { type Handler, preSignUp } from "./functions.ts";
import { fuzz } from "./fuzz.ts";
import { type Hostile, newHostileEvents } from "./hostile-events.ts";
import { isEnglish, isPublic } from "./public-texts.ts";
import { isPolluted, leaves, make, sameLeaves } from "./world.ts";

/** All refusals in English, written here independently of the source. */
const texts = [
  "[SU-ADDRESS] Please enter a valid email address.",
  "[SU-DOMAIN] Sign-up is not open to this email domain.",
  "[SU-LIMIT] Too many attempts with this address. Please try again in an hour.",
  "[TRY-AGAIN] This is not possible right now. Please try again in a few minutes.",
];

const answered = ["PreSignUp_SignUp", "PreSignUp_ExternalProvider", "PreSignUp_AdminCreateUser"];
const nothingVerified = '{"autoConfirmUser":false,"autoVerifyEmail":false,"autoVerifyPhone":false}';

/** Whether the address is in example.com or a subdomain, except students. */
const mayJoin = (address: unknown): boolean => {
  if (typeof address !== "string") return false;
  const domain = domainToASCII(address.slice(address.lastIndexOf("@") + 1)).replace(/\.$/, "");
  const parts = domain.split(".").reverse().join(".");
  return `${parts}.`.startsWith("com.example.") && !`${parts}.`.startsWith("com.example.students.");
};
/** Whether the local part has only visible ASCII characters. */
const isTyped = (address: unknown): boolean =>
  typeof address === "string" && /^[\x21-\x7e]{1,64}$/.test(address.slice(0, address.lastIndexOf("@")));
/** Whether this address is certainly valid. */
const mustJoin = (address: unknown): boolean =>
  typeof address === "string" && /^[a-z]{1,20}@(staff\.)?example\.com$/i.test(address);

/** Everything wrong with the result of a handler that accepts only example.com. */
const violations = async (handler: Handler, { event, circumstances }: Hostile): Promise<string[]> => {
  const before = leaves(event);
  const { answer, error } = await make(handler, event, circumstances);
  const { triggerSource, request } = event;
  const judged = answered.includes(triggerSource) && triggerSource !== "PreSignUp_AdminCreateUser";
  const email =
    request?.userAttributes && Object.hasOwn(request.userAttributes, "email") && request.userAttributes["email"];
  const common = [
    ...(sameLeaves(before, leaves(event)) ? [] : ["changes the event"]),
    ...(isPolluted() ? ["has polluted every object"] : []),
  ];
  if (!answer)
    return [
      ...common,
      ...(isPublic(error, event) && (!isEnglish(event) || texts.includes(error?.message ?? ""))
        ? []
        : ["shows a text that users may not read"]),
      ...(judged ? [] : ["refuses a user that it may not check"]),
      ...(judged && mustJoin(email) ? ["refuses a valid user"] : []),
    ];
  const { response, ...rest } = answer;
  const { response: came, ...sent } = event;
  return [
    ...common,
    ...(sameLeaves(leaves(rest), leaves(sent)) ? [] : ["answers with another event"]),
    ...(JSON.stringify(response) === (answered.includes(triggerSource) ? nothingVerified : JSON.stringify(came))
      ? []
      : ["answers with another response"]),
    ...(judged && !mayJoin(email) ? ["lets in a user who may not join"] : []),
    ...(judged && !isTyped(email) ? ["lets in a look-alike"] : []),
  ];
};

const open = suiteWith();
const suite = suiteWith({
  signUp: { ...open.signUp, allowedDomains: ["Example.com"], deniedDomains: ["students.EXAMPLE.com"] },
});

fuzz({
  name: "pre-signup",
  handler: preSignUp(suite),
  attacks: newHostileEvents("PreSignUp"),
  violations,
  sources: 3,
  controls: [
    ["lets every user in", "lets in a user who may not join", () => preSignUp(open)],
    [
      "refuses a user created by an administrator",
      "refuses a user that it may not check",
      (good) => (event) => good({ ...event, triggerSource: event.triggerSource.replace("AdminCreateUser", "SignUp") }),
    ],
    [
      "shows an address in its refusal",
      "shows a text that users may not read",
      (good) => (event) =>
        good(event).catch((error: Error) => {
          throw new Refusal(`${error.message} ${event.request?.userAttributes?.["email"]}`);
        }),
    ],
    [
      "changes its event",
      "changes the event",
      (good) => (event) => {
        event.userName = "x";
        return good(event);
      },
    ],
  ],
});
