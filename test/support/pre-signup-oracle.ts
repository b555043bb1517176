import { domainToASCII } from "node:url";
import type { CognitoEvent } from "../../src/cognito-event.ts";
import type { Hostile } from "./oracle-events.ts";
import { isPolluted, leaves, make, sameLeaves } from "./oracle-world.ts";

type Handler = (event: CognitoEvent) => Promise<CognitoEvent>;

/** All that a refused person can read, as it was decided, and not as the source has it. */
const texts = [
  "[SU-ADDRESS] Please enter a valid mail address.",
  "[SU-DOMAIN] Sign-up is not open to this mail domain.",
  "[SU-LIMIT] Too many attempts with this address. Please try again in an hour.",
  "[TRY-AGAIN] This is not possible right now. Please try again in a few minutes.",
];
const answered = ["PreSignUp_SignUp", "PreSignUp_ExternalProvider", "PreSignUp_AdminCreateUser"];
const nobodyProven = '{"autoConfirmUser":false,"autoVerifyEmail":false,"autoVerifyPhone":false}';

/** Whether mail to this address reaches example.com or a part of it, but not its students. */
const mayJoin = (address: unknown): boolean => {
  if (typeof address !== "string") return false;
  const domain = domainToASCII(address.slice(address.lastIndexOf("@") + 1)).replace(/\.$/, "");
  const parts = domain.split(".").reverse().join(".");
  return `${parts}.`.startsWith("com.example.") && !`${parts}.`.startsWith("com.example.students.");
};
/** Whether nobody could find fault with this address. */
const mustJoin = (address: unknown): boolean =>
  typeof address === "string" && /^[a-z]{1,20}@(staff\.)?example\.com$/i.test(address);

/** All that is wrong with what a handler that is open to example.com makes of an event. */
export const preSignUpViolations = async (handler: Handler, { event, circumstances }: Hostile): Promise<string[]> => {
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
      ...(texts.includes(error?.message ?? "") && error?.name === "Refusal" ? [] : ["says what nobody may read"]),
      ...(judged ? [] : ["refuses whom it may not judge"]),
      ...(judged && mustJoin(email) ? ["refuses who may join"] : []),
    ];
  const { response, ...rest } = answer;
  const { response: came, ...sent } = event;
  return [
    ...common,
    ...(sameLeaves(leaves(rest), leaves(sent)) ? [] : ["answers with another event"]),
    ...(JSON.stringify(response) === (answered.includes(triggerSource) ? nobodyProven : JSON.stringify(came))
      ? []
      : ["answers with something else"]),
    ...(judged && !mayJoin(email) ? ["lets in who may not join"] : []),
  ];
};
