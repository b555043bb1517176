import suite from "../../suite.config.ts";
import { countAttempt } from "../aws/attempts.ts";
import { openTable } from "../aws/table.ts";
import type { PreSignUpEvent } from "../cognito-event.ts";
import { readEnvironment } from "../config.ts";
import { withDeadline } from "../deadline.ts";
import { Refusal } from "../errors.ts";
import { errorFacts, type Report, report } from "../logger.ts";
import { attribute } from "../rules/attribute.ts";
import { publicMessages, type RefusalCode, refuseSignUp, type SignUpPolicy } from "../rules/sign-up-policy.ts";
import { type Handle, trigger } from "../trigger.ts";

export type Dependencies = {
  policy: SignUpPolicy;
  /** False when an address has had as many sign-ups in this hour as it may. */
  count: (address: string, most: number, now: number, signal: AbortSignal) => Promise<boolean>;
  report: Report;
  now: () => number;
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html */
const judged = ["PreSignUp_SignUp", "PreSignUp_ExternalProvider"];

/** Milliseconds of the trigger's 2 s that counting may take. */
const countWithin = 700;

/**
 * Who may join. An administrator may add anyone. Nobody is confirmed or verified here: a verified address that was
 * never proven would take the alias away from its owner.
 */
export const createHandler =
  (dependencies: Dependencies): Handle<PreSignUpEvent> =>
  async (event, signal) => {
    const { triggerSource, request } = event;
    if (triggerSource === "PreSignUp_AdminCreateUser") return { ...event, response: unproven };
    if (!judged.includes(triggerSource)) return event;
    const address = attribute(request.userAttributes, "email");
    const code = refuseSignUp(address, dependencies.policy);
    if (code) throw refusal(code);
    // Each sign-up mails a code to whatever address is given.
    const mails = triggerSource === "PreSignUp_SignUp" && address !== undefined;
    if (mails && !(await mayBeMailed(dependencies, address, signal))) throw refusal("SU-LIMIT");
    return { ...event, response: unproven };
  };

const unproven = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };

const refusal = (code: RefusalCode) => new Refusal(`[${code}] ${publicMessages[code]}`);

/** Whoever cannot be counted may join: a table that is down must not close the door. */
const mayBeMailed = async ({ policy, count, report, now }: Dependencies, address: string, signal: AbortSignal) => {
  const most = policy.perAddressAndHour;
  if (most === 0) return true;
  try {
    return await withDeadline(countWithin, (inTime) => count(address, most, now(), inTime), signal);
  } catch (error) {
    report("sign-up not counted", { error: errorFacts(error) });
    return true;
  }
};

const environment = readEnvironment(["AWS_REGION", "TABLE_NAME"]);

export const handler = trigger(
  createHandler({
    policy: suite.signUp,
    count: countAttempt(openTable(environment.AWS_REGION, environment.TABLE_NAME)),
    report,
    now: Date.now,
  }),
  { deadline: 2_000, whenItBreaks: "refuse" },
);
