import { suiteTriggers } from "../../infra/trigger-names.ts";
import {
  type Caller,
  postAuthentication,
  postConfirmation,
  preSignUp,
  type Strings,
  signUpAttributes,
  userAttributes,
} from "./events.ts";
import type { Attribute, Cognito, Triggers, User } from "./library.ts";
import { currentRequest, currentTarget } from "./requests.ts";
import type { RunTrigger } from "./run-trigger.ts";

type Input = Parameters<Triggers["postConfirmation"]>[1];

const caller = ({ userPoolId, username, clientId, clientMetadata }: Input): Caller => ({
  userPoolId,
  userName: username,
  clientId,
  clientMetadata,
});

/** A list of names and values in the call, a map in the event, null when the call had none. */
const validationData = (): Strings | null => {
  const given = currentRequest()["ValidationData"] as { Name: string; Value?: string }[] | undefined;
  return given ? Object.fromEntries(given.map(({ Name, Value }) => [Name, Value ?? ""])) : null;
};

/** Answering a code proves the address it was sent to. */
const proved = (): boolean => ["ConfirmSignUp", "ConfirmForgotPassword"].includes(currentTarget() ?? "");

const withVerifiedEmail = (attributes: readonly Attribute[]): Attribute[] => [
  ...attributes.filter(({ Name }) => Name !== "email_verified" && Name !== "cognito:user_status"),
  { Name: "email_verified", Value: "true" },
];

/** The triggers as the library's targets call them, with events and errors of Cognito's shape. */
export const createTriggers = (cognito: Cognito, runTrigger: RunTrigger): Triggers => {
  const find = async (context: Parameters<Triggers["preSignUp"]>[0], input: Input): Promise<User> => {
    const pool = await cognito.getUserPool(context, input.userPoolId);
    const user = await pool.getUserByUsername(context, input.username);
    if (!user) throw new Error(`No user ${input.username}.`);
    if (!proved()) return user;
    const verified = { ...user, Attributes: withVerifiedEmail(user.Attributes) };
    await pool.saveUser(context, verified);
    return verified;
  };
  return {
    enabled: (trigger) => trigger in suiteTriggers,
    preSignUp: (_context, input) =>
      runTrigger(
        "PreSignUp",
        preSignUp(input.source, caller(input), signUpAttributes(input.userAttributes), validationData()),
      ),
    postConfirmation: async (context, input) => {
      const user = await find(context, input);
      await runTrigger("PostConfirmation", postConfirmation(input.source, caller(input), userAttributes(user)));
    },
    postAuthentication: async (context, input) => {
      const user = await find(context, input);
      await runTrigger("PostAuthentication", postAuthentication(input.source, caller(input), userAttributes(user)));
    },
  };
};
