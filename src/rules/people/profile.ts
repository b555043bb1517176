import type { Attributes } from "../../runtime/cognito-event.ts";
import type { MailStatus } from "../mail/mail-feedback.ts";
import { providersOf } from "../sign-up/identities.ts";
import { readAttribute } from "./attribute.ts";

/** What is copied from a user to the table. Roles, tenant and plan are excluded: only the server side writes them. */
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

export type ProfileRow = Profile & {
  createdAt: number;
  confirmedAt?: number;
  /** Roles, tenant, plan: written by the server side only. */
  claims?: Record<string, unknown>;
  /** The address at the last password reset, if it is not yet recorded as a change of address. */
  latestEmail?: string;
  /** The address before the last change, for `forget` and for notices without an address of their own. */
  previousEmail?: string;
  /** An address that refused mail; ignored once the user has another one. */
  mailStatus?: MailStatus;
};

type ProfileSource = {
  userName: string;
  clientId?: string | null | undefined;
  userAttributes: Attributes | null | undefined;
  /** Names of additional attributes to copy. */
  copied: readonly string[];
};

const removeUndefined = <Value extends object>(values: Value) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>;
  };

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
 * A newer address than the row's: Cognito reports a changed address only when it is used, and a notice should reach it.
 * An unverified address may be a stranger's, so it is ignored.
 */
export const latestEmailOf = (userAttributes: Attributes | null | undefined): { latestEmail?: string } => {
  const latestEmail = readAttribute(userAttributes, "email");
  const isProven = readAttribute(userAttributes, "email_verified") === "true";
  return latestEmail !== undefined && isProven ? { latestEmail } : {};
};
