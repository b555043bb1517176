import { newStageCommand, openPlace, refuse, wholeNumber } from "../command.ts";

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
  "Lets an address sign up if signUp.invitationOnly is set. It sends no mail: tell the person yourself.",
)
  .argument("[address]", "the address to invite")
  .option("--name <name>", "what the welcome calls somebody who gives no name")
  .option("--days <days>", "how long the invitation holds", wholeNumber(1, 365), 14)
  .option("--inviter <who>", "who invites")
  .option("--list", "list the open invitations")
  .option("--revoke", "take the address's invitation back")
  .option("--table <name>", "another table than the stage's")
  .action(async (address: string | undefined, { list = false, revoke = false, ...options }: Options) => {
    if ((address === undefined) !== list) refuse("Name one address, or write --list.");
    const place = await openPlace(options);
    const { inviteMailbox, listInvitations, takeInvitationBack } = await import("../operate/invitations.ts");
    if (address === undefined) await listInvitations(place, console.log);
    else if (revoke) await takeInvitationBack(place, address, console.log);
    else await inviteMailbox(place, { ...options, email: address }, console.log);
  });
