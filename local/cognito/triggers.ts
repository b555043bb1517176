import { suiteTriggers } from "../../src/runtime/trigger-names.ts";
import {
  type Caller,
  newPostAuthenticationEvent,
  newPostConfirmationEvent,
  newPreSignUpEvent,
  readSignUpAttributes,
  readUserAttributes,
  type Strings,
} from "./events.ts";
import type { Attribute, Cognito, Triggers, User } from "./library.ts";
import { getCurrentRequest, getCurrentTarget } from "./requests.ts";
import type { RunTrigger } from "./run-trigger.ts";

type Input = Parameters<Triggers["postConfirmation"]>[1];

const toCaller = ({ userPoolId, username, clientId, clientMetadata }: Input): Caller => ({
  userPoolId,
  userName: username,
  clientId,
  clientMetadata,
});

/** A list of names and values in the call, and a map in the event; null if the call has none. */
const readValidationData = (): Strings | null => {
  const given = getCurrentRequest()["ValidationData"] as { Name: string; Value?: string }[] | undefined;
  return given ? Object.fromEntries(given.map(({ Name, Value }) => [Name, Value ?? ""])) : null;
};

/** A code that the user received verifies the email address. */
const isEmailVerified = (): boolean => ["ConfirmSignUp", "ConfirmForgotPassword"].includes(getCurrentTarget() ?? "");

const withVerifiedEmail = (attributes: readonly Attribute[]): Attribute[] => [
  ...attributes.filter(({ Name }) => Name !== "email_verified" && Name !== "cognito:user_status"),
  { Name: "email_verified", Value: "true" },
];

/** The triggers for the library's targets, with events and errors like Cognito's. */
export const createTriggers = (cognito: Cognito, runTrigger: RunTrigger): Triggers => {
  const find = async (context: Parameters<Triggers["preSignUp"]>[0], input: Input): Promise<User> => {
    const pool = await cognito.getUserPool(context, input.userPoolId);
    const user = await pool.getUserByUsername(context, input.username);
    if (!user) throw new Error(`No user ${input.username}.`);
    if (!isEmailVerified()) return user;
    const verified = { ...user, Attributes: withVerifiedEmail(user.Attributes) };
    await pool.saveUser(context, verified);
    return verified;
  };
  return {
    enabled: (trigger) => trigger in suiteTriggers,
    preSignUp: (_context, input) =>
      runTrigger(
        "PreSignUp",
        newPreSignUpEvent(
          input.source,
          toCaller(input),
          readSignUpAttributes(input.userAttributes),
          readValidationData(),
        ),
      ),
    postConfirmation: async (context, input) => {
      const user = await find(context, input);
      const event = newPostConfirmationEvent(input.source, toCaller(input), readUserAttributes(user));
      await runTrigger("PostConfirmation", event);
    },
    postAuthentication: async (context, input) => {
      const user = await find(context, input);
      const event = newPostAuthenticationEvent(input.source, toCaller(input), readUserAttributes(user));
      await runTrigger("PostAuthentication", event);
    },
  };
};
