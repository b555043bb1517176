import suite from "../../suite.config.ts";
import type { PreSignUpEvent } from "../cognito-event.ts";
import { Refusal } from "../errors.ts";
import { attribute } from "../rules/attribute.ts";
import { publicMessages, refuseSignUp, type SignUpPolicy } from "../rules/sign-up-policy.ts";
import { type Handle, trigger } from "../trigger.ts";

export type Dependencies = { policy: SignUpPolicy };

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html */
const judged = ["PreSignUp_SignUp", "PreSignUp_ExternalProvider"];

/**
 * Who may join. An administrator may add anyone. Nobody is confirmed or verified here: a verified address that was
 * never proven would take the alias away from its owner.
 */
export const createHandler =
  ({ policy }: Dependencies): Handle<PreSignUpEvent> =>
  async (event) => {
    const { triggerSource, request } = event;
    if (triggerSource === "PreSignUp_AdminCreateUser") return { ...event, response: unproven };
    if (!judged.includes(triggerSource)) return event;
    const code = refuseSignUp(attribute(request.userAttributes, "email"), policy);
    if (code) throw new Refusal(`[${code}] ${publicMessages[code]}`);
    return { ...event, response: unproven };
  };

const unproven = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };

export const handler = trigger(createHandler({ policy: suite.signUp }), { deadline: 2_000, whenItBreaks: "refuse" });
