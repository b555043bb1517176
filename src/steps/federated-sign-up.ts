import type { Pool } from "../aws/linking.ts";
import { readAttribute } from "../rules/people/attribute.ts";
import { chooseQuestion, judgeUsers, type LinkingVerdict } from "../rules/sign-up/linking.ts";
import type { RefusalCode } from "../rules/sign-up/refusal-code.ts";
import type { PreSignUpEvent } from "../runtime/cognito-event.ts";
import { withDeadline } from "../runtime/deadline.ts";
import { describeError, type Report } from "../runtime/logger.ts";
import type { Linking } from "../settings/linking.ts";

export type Dependencies = Pool & {
  /** Undefined: nobody is linked. */
  linking: Linking | undefined;
  report: Report;
  /** Milliseconds that looking up and linking may take together. */
  deadline: number;
};

/** `linked`: the sign-in is one into an account that exists, and no new one is made. */
export type FederatedSignUp = (
  event: PreSignUpEvent,
  signal: AbortSignal,
) => Promise<"linked" | "new-user" | RefusalCode>;

/** Links a federated first sign-in with the one account that it safely belongs to, or says what becomes of it else. */
export const createFederatedSignUp = ({
  linking,
  findUsers,
  link,
  report,
  deadline,
}: Dependencies): FederatedSignUp => {
  const judge = async (
    event: PreSignUpEvent,
    settings: Linking,
    signal: AbortSignal,
  ): Promise<LinkingVerdict["kind"]> => {
    const { userPoolId, userName, request } = event;
    const read = (name: string) => readAttribute(request.userAttributes, name);
    const question = chooseQuestion(
      { userName: userName ?? "", email: read("email"), emailVerified: read("email_verified") },
      settings,
    );
    if (question.kind !== "look-up") return question.kind;
    const verdict = judgeUsers(question, await findUsers(userPoolId, question.addresses, signal), settings);
    if (verdict.kind !== "link" || verdict.done) return verdict.kind;
    const { userName: account, identity } = verdict;
    const isLinked = await link(userPoolId, account, identity, signal);
    report(isLinked ? "identity linked" : "Cognito refused to link", { provider: identity.provider });
    return isLinked ? "link" : (settings.otherwise ?? "new-user");
  };

  return async (event, signal) => {
    if (!linking) return "new-user";
    try {
      const kind = await withDeadline(deadline, (signal) => judge(event, linking, signal), signal);
      if (kind === "new-user") return "new-user";
      if (kind === "refuse") return "SU-OTHER-WAY";
      return linking.afterLinking === "sign-in-again" ? "SU-LINKED" : "linked";
    } catch (error) {
      // A second user could never be linked later: AdminLinkProviderForUser takes only identities that never signed in.
      const whenDown = linking.whenDown ?? "refuse";
      report("federated sign-in not looked up", { whenDown, error: describeError(error) });
      return whenDown === "refuse" ? "TRY-AGAIN" : "new-user";
    }
  };
};
