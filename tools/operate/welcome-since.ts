import { z } from "zod";
import { SettingsError } from "../../src/runtime/errors.ts";

const day = 86_400_000;

const maxDaysAgo = 30;

/** The zone is required: a wrong zone would select other users. */
const form = z.union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })]);

/**
 * The time of `--welcome-since` in milliseconds, rounded down to a second because Cognito may round its times.
 * @throws SettingsError for an invalid time, or one that is in the future or too long ago
 */
export const readWelcomeSince = (text: string | undefined, now: number): number | undefined => {
  if (text === undefined) return undefined;
  const refused = (why: string) => new SettingsError(`--welcome-since ${text} ${why}`);
  if (!form.safeParse(text).success)
    throw refused("is not a time. Write when the outage began, with the time zone, such as 2026-01-31T09:30:00Z.");
  const since = Date.parse(text);
  if (since > now) throw refused(`is in the future: it is ${new Date(now).toISOString()} now.`);
  if (now - since > maxDaysAgo * day)
    throw refused(
      `is more than ${maxDaysAgo} days ago. Write a later time. The limit keeps a wrong date from mailing a whole pool.`,
    );
  return since - (since % 1_000);
};
