import type { AddToGroup } from "../aws/groups.ts";
import type { Report } from "../runtime/logger.ts";

/** Reports groups that the pool lacks. Rejects if Cognito does not answer. */
export const joinGroups =
  (addToGroup: AddToGroup, report: Report) =>
  async (
    user: { userPoolId: string; userName: string },
    groups: readonly string[],
    signal: AbortSignal,
  ): Promise<void> => {
    await Promise.all(
      groups.map(async (group) => {
        if (!(await addToGroup(user, group, signal))) report("default group does not exist", { group });
      }),
    );
  };

export type JoinGroups = ReturnType<typeof joinGroups>;
