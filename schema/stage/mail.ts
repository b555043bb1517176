import { z } from "zod";
import { addressOf, domain, emailAddress, filled, flag, hostedZone, sender, together } from "../forms.ts";

/** Whether an SES identity, a domain or an address, lets this address send. */
export const isWithin = (address: string, identity: string): boolean => {
  const [sender, own] = [address.toLowerCase(), identity.toLowerCase()];
  const domain = sender.split("@")[1] ?? "";
  return [sender, domain].includes(own) || domain.endsWith(`.${own}`);
};

/** The sender of a stage's mails, and how SES knows it. */
export const mail = z
  .strictObject({
    from: sender.describe("Sender of every mail, `Name <address>`; verified in SES"),
    identity: filled("the SES identity of the sender").describe("SES identity, a domain or address, of the sender"),
    replyTo: emailAddress.optional().describe("Reply address of the pool's mails"),
    createIdentity: flag.default(false).describe("Whether `npm run deploy` creates the identity; once per region"),
    mailFromDomain: domain.optional().describe("Subdomain of the identity for the envelope, so that SPF aligns"),
    hostedZone: hostedZone.optional().describe("Route 53 zone for the DNS records; without it, they are outputs"),
  })
  .check(
    together(({ from, identity, createIdentity, mailFromDomain, hostedZone: zone }, refuse) => {
      if (!isWithin(addressOf(from) ?? "", identity))
        refuse("from", `SES refuses it, because it is outside mail.identity ${identity}: write an address within it`);
      else if (mailFromDomain && !mailFromDomain.endsWith(`.${identity.toLowerCase()}`))
        refuse("mailFromDomain", `must be a subdomain of the identity, such as bounces.${identity}`);
      else if (mailFromDomain && !createIdentity) refuse("mailFromDomain", "needs mail.createIdentity: true: set it");
      if (zone && (!createIdentity || identity.includes("@")))
        refuse("hostedZone", "needs mail.createIdentity: true, and a domain as mail.identity: set them");
    }),
  );
