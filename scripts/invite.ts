import { SettingsError } from "../src/errors.ts";
import { openProject } from "./configuration.ts";
import { invitationOf, invite, openInvitations, revoke } from "./operate/invitations.ts";
import { readOptions } from "./operate/options.ts";
import { pace } from "./operate/pace.ts";
import { openPlace } from "./operate/place.ts";
import { run } from "./run.ts";

const usage = `npm run invite -- <mail> --stage <stage> [--name Ada] [--days 14] [--inviter <who>] [--table <name>]
npm run invite -- <mail> --stage <stage> --revoke
npm run invite -- --stage <stage> --list

  Lets a mailbox sign up where signUp.invitationOnly is set. It mails nothing: tell the person yourself.
  The name is what the welcome calls somebody who gives none.`;

/** Pages of the table a second, so that reading it is no burden. */
const pagesPerSecond = 5;

const day = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(0, 10);

await run(async (words, environment) => {
  const { values, positionals } = readOptions(
    usage,
    {
      stage: { type: "string" },
      name: { type: "string" },
      days: { type: "string", default: "14" },
      inviter: { type: "string" },
      list: { type: "boolean", default: false },
      revoke: { type: "boolean", default: false },
      table: { type: "string" },
    },
    words,
  );
  const project = openProject(values.config, environment);
  const [email, ...others] = positionals;
  if (others.length > 0 || values.list === (email !== undefined))
    throw new SettingsError(`Name one mail address, or ask for --list.\n\n${usage}`);
  const place = await openPlace(project, values.stage, usage, { table: values.table });
  const { stage, table } = place;
  if (email === undefined) {
    const open = await openInvitations(table, pace(pagesPerSecond), Date.now());
    for (const { email: invited, name = "", inviter = "", expiresAt } of open)
      console.log(`${invited}\tuntil ${day(expiresAt)}\t${name}\t${inviter}`.trimEnd());
    console.log(`${open.length} invitations are open on stage ${stage}.`);
  } else if (values.revoke) {
    const found = await revoke(table)(email);
    console.log(
      found
        ? `The invitation of ${email} on stage ${stage} is taken back.`
        : `${email} was not invited on stage ${stage}.`,
    );
  } else {
    const invitation = invitationOf({ ...values, email, now: Date.now() });
    await invite(table)(invitation);
    console.log(`${invitation.email} may sign up on stage ${stage} until ${day(invitation.expiresAt)}.`);
  }
});
