import type { Attributes } from "../../runtime/cognito-event.ts";
import type { MailStatus } from "../mail/mail-feedback.ts";
import { providersOf } from "../sign-up/identities.ts";
import { readAttribute } from "./attribute.ts";

/** What is copied of a user into the table. Roles, tenant and plan are not among it: they are written by the server side only. */
export type Profile = {
  userName: string;
  email?: string;
  emailVerified: boolean;
  name?: string;
  givenName?: string;
  locale?: string;
  phoneNumber?: string;
  provider: string;
  clientId?: string;
  attributes: Record<string, string>;
};

/** A PROFILE row as it can be in the table. */
export type ProfileRow = Profile & {
  createdAt: number;
  confirmedAt?: number;
  /** Roles, tenant, plan: written by the server side only. */
  claims?: Record<string, unknown>;
  /** The address as it was when a password was reset, if that is not yet known as a change of address. */
  latestEmail?: string;
  /** The address before its last change, for `forget` and for notices that do not carry theirs. */
  previousEmail?: string;
  /** An address that refused mail; of no weight once the person has another one. */
  mailStatus?: MailStatus;
};

type ProfileSource = {
  userName: string;
  clientId?: string | null | undefined;
  userAttributes: Attributes | null | undefined;
  /** Names of further attributes to copy. */
  copied: readonly string[];
};

const removeUndefined = <Value extends object>(values: Value) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>;
  };

/** The PROFILE row's content for a user as Cognito describes them. */
export const profileOf = ({ userName, clientId, userAttributes, copied }: ProfileSource): Profile => {
  const read = (name: string) => readAttribute(userAttributes, name);
  return removeUndefined({
    userName: userName.toWellFormed(),
    email: read("email"),
    emailVerified: read("email_verified") === "true",
    name: read("name"),
    givenName: read("given_name"),
    locale: read("locale") ?? read("custom:locale"),
    phoneNumber: read("phone_number"),
    provider: providersOf(userAttributes)?.[0] ?? "Cognito",
    clientId: clientId?.toWellFormed(),
    attributes: removeUndefined(Object.fromEntries(copied.map((name) => [name, read(name)]))),
  }) as Profile;
};

/**
 * What is newer than the row: Cognito tells of a changed address only by using it, and a notice is to reach it. One that
 * nobody has proven may be anybody's; then the row's own is told.
 */
export const latestEmailOf = (userAttributes: Attributes | null | undefined): { latestEmail?: string } => {
  const latestEmail = readAttribute(userAttributes, "email");
  const isProven = readAttribute(userAttributes, "email_verified") === "true";
  return latestEmail !== undefined && isProven ? { latestEmail } : {};
};
