import { countedAtOnce, type Units, units } from "./units.ts";

/** What one occasion sets to work, of everything that is billed. */
export type Flow = { calls: Record<string, number>; mails: number; pages: number; units: Units };

/** Assumed, and generous: milliseconds that a call is billed, with its share of cold starts. Nobody measured them on AWS. */
export const assumedMilliseconds: Record<string, number> = {
  preSignup: 40,
  customMessage: 40,
  postConfirmation: 50,
  preTokenGeneration: 40,
  postAuthentication: 40,
  sendMail: 200,
  mailFeedback: 40,
  countActivity: 200,
  pages: 30,
};

/** Assumed: what Lambda and the suite log of a call, in bytes. */
export const assumedLogBytes = 1_000;

/** The setting `memory` as it comes, in gigabytes. */
export const memory = 0.5;

const sum = (...parts: Units[]): Units =>
  parts.reduce((total, { write, read }) => ({ write: total.write + write, read: total.read + read }));

const times = ({ write, read }: Units, factor: number): Units => ({ write: write * factor, read: read * factor });

/** What SES tells of a mail that arrives: that it was sent, and that it was delivered. */
const eventsPerMail = 2;

/** A write that its condition stops is billed all the same, and what SES tells of a mail that is settled is one. */
const mailEvent: Units = { write: 1, read: 0 };

/** The page of a mail's link, which has everything in it, and the icon that a browser asks for. */
const requestsPerPage = 2;

/** Somebody signs up, confirms by the mail's link and is welcomed. */
export const signUp: Flow = {
  calls: {
    preSignup: 1,
    customMessage: 1,
    postConfirmation: 1,
    sendMail: 1,
    mailFeedback: 2 * eventsPerMail,
    countActivity: 1 / countedAtOnce,
    pages: requestsPerPage,
  },
  mails: 2,
  pages: requestsPerPage,
  units: sum(
    units.attempt,
    units.confirmation,
    units.mailSent,
    times(mailEvent, eventsPerMail),
    times(units.countedSignUps, 1 / countedAtOnce),
  ),
};

/** Somebody who has a profile signs in, for the first time that day. */
export const signIn: Flow = {
  calls: { postAuthentication: 1, preTokenGeneration: 1, countActivity: 1 / countedAtOnce },
  mails: 0,
  pages: 0,
  units: sum(units.signIn, units.token, times(units.countedSignIns, 1 / countedAtOnce)),
};

/** An app renews its tokens. */
export const refresh: Flow = { calls: { preTokenGeneration: 1 }, mails: 0, pages: 0, units: units.token };
