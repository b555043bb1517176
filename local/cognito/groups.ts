import { poolId } from "../settings.ts";
import type { Clock, Cognito, Context } from "./library.ts";

/** Makes the groups that the settings name, as the stack does. */
export const ensureGroups = async (
  cognito: Cognito,
  context: Context,
  clock: Clock,
  names: readonly string[],
): Promise<void> => {
  const pool = await cognito.getUserPool(context, poolId);
  for (const GroupName of new Set(names)) {
    if (await pool.getGroupByGroupName(context, GroupName)) continue;
    await pool.saveGroup(context, { GroupName, CreationDate: clock.get(), LastModifiedDate: clock.get() });
  }
};
