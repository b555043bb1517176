import type { Pool } from "../aws/linking.ts";
import { readAttribute } from "../rules/people/attribute.ts";
import { chooseQuestion, judgeUsers, type LinkingVerdict } from "../rules/sign-up/linking.ts";
import type { RefusalCode } from "../rules/sign-up/refusal-code.ts";
import type { PreSignUpEvent } from "../runtime/cognito-event.ts";
import { withDeadline } from "../runtime/deadline.ts";
import { describeError, type Report } from "../runtime/logger.ts";
import { type Linking, linkingDefaults } from "../settings/linking.ts";

export type Dependencies = Pool & {
  /** Undefined: no user is linked. */
  linking: Linking | undefined;
  report: Report;
  /** Milliseconds for looking up and linking together. */
  deadline: number;
};

/** `linked`: the sign-in belongs to an existing account, and no user is created. */
export type FederatedSignUp = (
  event: PreSignUpEvent,
  signal: AbortSignal,
) => Promise<"linked" | "new-user" | RefusalCode>;

/** Links a federated first sign-in to the one account that it safely belongs to, or returns what to do instead. */
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
    return isLinked ? "link" : (settings.otherwise ?? linkingDefaults.otherwise);
  };

  return async (event, signal) => {
    if (!linking) return "new-user";
    try {
      const kind = await withDeadline(deadline, (signal) => judge(event, linking, signal), signal);
      if (kind === "new-user") return "new-user";
      if (kind === "refuse") return "SU-OTHER-WAY";
      return linking.afterLinking === "sign-in-again" ? "SU-LINKED" : "linked";
    } catch (error) {
      // A second user can never be linked later: AdminLinkProviderForUser accepts only identities that have not signed
      // in.
      const whenDown = linking.whenDown ?? linkingDefaults.whenDown;
      report("federated sign-in not looked up", { whenDown, error: describeError(error) });
      return whenDown === "refuse" ? "TRY-AGAIN" : "new-user";
    }
  };
};
