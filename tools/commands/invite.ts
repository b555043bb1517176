import { newStageCommand, openResources, readWholeNumber, refuse } from "../command.ts";

type Options = {
  config?: string;
  stage?: string;
  name?: string;
  days: number;
  inviter?: string;
  list?: boolean;
  revoke?: boolean;
  table?: string;
};

export const command = newStageCommand(
  "Allows an email address to sign up if signUp.invitationOnly is set. It sends no mail: tell the person yourself.",
)
  .argument("[address]", "the email address to invite")
  .option("--name <name>", "the name for the welcome email, if the user does not give one")
  .option("--days <days>", "the number of days until the invitation expires", readWholeNumber(1, 365), 14)
  .option("--inviter <who>", "who invites")
  .option("--list", "list the open invitations")
  .option("--revoke", "revoke the invitation of the address")
  .option("--table <name>", "table; default: the stage's")
  .action(async (address: string | undefined, { list = false, revoke = false, ...options }: Options) => {
    if ((address === undefined) !== list) refuse("Write one email address, or --list.");
    const resources = await openResources(options);
    const { inviteMailbox, listInvitations, revokeInvitation } = await import("../operate/invitations.ts");
    if (address === undefined) await listInvitations(resources, console.log);
    else if (revoke) await revokeInvitation(resources, address, console.log);
    else await inviteMailbox(resources, { ...options, email: address }, console.log);
  });
