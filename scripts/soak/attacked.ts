import {
  closedSignUp,
  customMessage,
  postAuthentication,
  postConfirmation,
  preSignUp,
  preToken,
  preTokenRequired,
  type Target,
} from "../../test/support/fuzz-targets.ts";
import { defaultGroupsTarget } from "../../test/support/groups-oracle.ts";
import { linkingNewUser, linkingRefusal } from "../../test/support/linking-oracle.ts";
import { richPreToken } from "../../test/support/rich-claims.ts";

/** The five triggers; what takes longest first, so that nobody waits for it at the end. */
export const triggers: Readonly<Record<string, Target>> = {
  customMessage,
  preTokenGeneration: preToken,
  postConfirmation,
  preSignUp,
  postAuthentication,
};

/** The triggers of pools that ask for more. */
export const settings: Readonly<Record<string, Target>> = {
  closedSignUp,
  linkingNewUser,
  linkingRefusal,
  richClaims: richPreToken,
  requiredClaims: preTokenRequired,
  defaultGroups: defaultGroupsTarget,
};
