import { z } from "zod";
import {
  addressOf,
  checkTogether,
  domain,
  emailAddress,
  hostedZone,
  nonEmptyString,
  sender,
  trueOrFalse,
} from "../forms.ts";

/** Whether an SES identity (a domain or an address) covers this address. */
export const isCoveredBy = (address: string, identity: string): boolean => {
  const [sender, own] = [address.toLowerCase(), identity.toLowerCase()];
  const domain = sender.split("@")[1] ?? "";
  return [sender, domain].includes(own) || domain.endsWith(`.${own}`);
};

export const mail = z
  .strictObject({
    from: sender.describe("Sender of every email, `Name <address>`; verified in SES"),
    identity: nonEmptyString("the SES identity of the sender").describe(
      "SES identity, a domain or address, of the sender",
    ),
    replyTo: emailAddress.optional().describe("Reply address of the pool's emails"),
    createIdentity: trueOrFalse
      .default(false)
      .describe("Whether `npm run deploy` creates the identity; once per region"),
    mailFromDomain: domain.optional().describe("Subdomain of the identity for the envelope, so that SPF aligns"),
    hostedZone: hostedZone.optional().describe("Route 53 zone for the DNS records; default: outputs list them"),
  })
  .check(
    checkTogether(({ from, identity, createIdentity, mailFromDomain, hostedZone: zone }, refuse) => {
      if (!isCoveredBy(addressOf(from) ?? "", identity))
        refuse("from", `SES rejects it, because it is outside mail.identity ${identity}: write an address within it`);
      else if (mailFromDomain && !mailFromDomain.endsWith(`.${identity.toLowerCase()}`))
        refuse("mailFromDomain", `must be a subdomain of the identity, such as bounces.${identity}`);
      else if (mailFromDomain && !createIdentity) refuse("mailFromDomain", "needs mail.createIdentity: true: set it");
      if (zone && (!createIdentity || identity.includes("@")))
        refuse("hostedZone", "needs mail.createIdentity: true, and a domain as mail.identity: set them");
    }),
  );
