import { randomInt, randomUUID } from "node:crypto";
import type { Attribute, Delivery, Metadata, User } from "./library.ts";
import {
  assertPassword,
  attributeOf,
  type Call,
  describeUser,
  fail,
  newUser,
  sendMessage,
  textOf,
} from "./requests.ts";

/** One character of each kind that a password policy can require, and more of all kinds. */
const newTemporaryPassword = (): string => {
  const kinds = ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789", "!@#%&*?"];
  const pick = (from: string): string => from[randomInt(from.length)] as string;
  return [...kinds.map(pick), ...Array.from({ length: 8 }, () => pick(kinds.join("")))].join("");
};

const chooseDelivery = (call: Call, user: User): Delivery => {
  const mediums = (call.request["DesiredDeliveryMediums"] ?? ["SMS"]) as string[];
  const phone = attributeOf(user, "phone_number");
  if (mediums.includes("SMS") && phone)
    return { AttributeName: "phone_number", DeliveryMedium: "SMS", Destination: phone };
  const email =
    attributeOf(user, "email") ?? fail("InvalidParameterException", "User has neither phone number nor email.");
  return { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: email };
};

const newInvitedUser = (call: Call, password: string): User => {
  const address = textOf(call.request, "Username");
  if (!address.includes("@")) fail("InvalidParameterException", "Username should be an email.");
  const given = ((call.request["UserAttributes"] ?? []) as Attribute[]).filter(({ Name }) => Name !== "sub");
  const sub = randomUUID();
  const email = given.some(({ Name }) => Name === "email") ? [] : [{ Name: "email", Value: address }];
  const Attributes = [{ Name: "sub", Value: sub }, ...given, ...email];
  return newUser({ Username: sub, Password: password, Attributes, UserStatus: "FORCE_CHANGE_PASSWORD" }, call);
};

/**
 * The library's version runs no pre sign-up trigger and cannot resend an invitation.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
 */
export const adminCreateUser = async (call: Call): Promise<Record<string, unknown>> => {
  const { context, pool, request, services, user } = call;
  const resend = request["MessageAction"] === "RESEND";
  const password = textOf(request, "TemporaryPassword") || newTemporaryPassword();
  assertPassword(pool, password);
  if (resend && !user) fail("UserNotFoundException", "User does not exist.");
  if (resend && user?.UserStatus !== "FORCE_CHANGE_PASSWORD")
    fail("UnsupportedUserStateException", "Resend not possible. Current status is CONFIRMED");
  if (user && !resend) fail("UsernameExistsException", "User account already exists");
  const created = user ? { ...user, Password: password } : newInvitedUser(call, password);
  if (!user)
    await services.triggers.preSignUp(context, {
      clientId: null,
      clientMetadata: request["ClientMetadata"] as Metadata,
      source: "PreSignUp_AdminCreateUser",
      userAttributes: created.Attributes,
      username: created.Username,
      userPoolId: pool.options.Id,
    });
  await pool.saveUser(context, created);
  if (request["MessageAction"] !== "SUPPRESS")
    await sendMessage(call, "AdminCreateUser", {
      user: created,
      code: password,
      clientId: null,
      delivery: chooseDelivery(call, created),
    });
  return { User: describeUser(created) };
};
