import { SettingsError } from "../src/errors.ts";
import { openProject } from "./configuration.ts";
import { inviteMailbox, listInvitations, takeInvitationBack } from "./operate/invitations.ts";
import { readOptions } from "./operate/options.ts";
import { openPlace } from "./operate/place.ts";
import { run } from "./run.ts";

const usage = `npm run invite -- <mail> --stage <stage> [--name Ada] [--days 14] [--inviter <who>] [--table <name>]
npm run invite -- <mail> --stage <stage> --revoke
npm run invite -- --stage <stage> --list

  Lets a mailbox sign up where signUp.invitationOnly is set. It mails nothing: tell the person yourself.
  The name is what the welcome calls somebody who gives none.`;

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
  const [email, ...others] = positionals;
  if (others.length > 0 || values.list === (email !== undefined))
    throw new SettingsError(`Name one mail address, or ask for --list.\n\n${usage}`);
  const place = await openPlace(openProject(values.config, environment), values.stage, usage, { table: values.table });
  if (email === undefined) await listInvitations(place, console.log);
  else if (values.revoke) await takeInvitationBack(place, email, console.log);
  else await inviteMailbox(place, { ...values, email }, console.log);
});
