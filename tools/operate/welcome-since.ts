import { z } from "zod";
import { SettingsError } from "../../src/runtime/errors.ts";

const day = 86_400_000;

/** Days. */
const longestBack = 30;

/** With a zone: an hour that is read in another one would leave people out, or add some. */
const form = z.union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })]);

/**
 * The time of `--welcome-since` in milliseconds, at its full second, for a pool may tell no less.
 * @throws SettingsError for what is none, is to come, or is long ago
 */
export const readWelcomeSince = (text: string | undefined, now: number): number | undefined => {
  if (text === undefined) return undefined;
  const refused = (why: string) => new SettingsError(`--welcome-since ${text} ${why}`);
  if (!form.safeParse(text).success)
    throw refused("is no time: give the moment when the trouble began, with its zone, such as 2026-01-31T09:30:00Z.");
  const since = Date.parse(text);
  if (since > now) throw refused(`is to come: it is ${new Date(now).toISOString()} now.`);
  if (now - since > longestBack * day)
    throw refused(
      `is more than ${longestBack} days ago. No welcome is owed so late, so that a wrong date mails no whole pool.`,
    );
  return since - (since % 1_000);
};
