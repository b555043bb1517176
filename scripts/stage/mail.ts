import { z } from "zod";
import { addressOf, filled, flag, hostedZone, sender } from "../setting-forms.ts";

const domain = z
  .string()
  .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, { error: "a domain, such as bounces.mail.example.com" });

/** Whether an SES identity, a domain or an address, lets a sender of this address mail. */
export const isWithin = (address: string, identity: string): boolean => {
  const [sender, own] = [address.toLowerCase(), identity.toLowerCase()];
  const domain = sender.split("@")[1] ?? "";
  return [sender, domain].includes(own) || domain.endsWith(`.${own}`);
};

/** The sender of a stage's mails, and how SES knows it. */
export const mail = z
  .strictObject(
    {
      from: sender,
      identity: filled("name the SES identity (domain or address) that the sender is verified as"),
      replyTo: z.email({ error: "replyTo is a mail address" }).optional(),
      createIdentity: flag.default(false),
      mailFromDomain: domain.optional(),
      hostedZone: hostedZone.optional(),
    },
    { error: "the sender is missing: give mail.from and mail.identity" },
  )
  .superRefine(({ from, identity, createIdentity, mailFromDomain, hostedZone: zone }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    const address = addressOf(from)?.toLowerCase();
    const own = identity.toLowerCase();
    if (address && !isWithin(address, identity))
      refuse("from", `${address} is not within the SES identity ${identity}, so SES would refuse it`);
    if (mailFromDomain && !createIdentity)
      refuse("mailFromDomain", "only an identity that the stack makes gets one: set mail.createIdentity: true");
    if (mailFromDomain && !mailFromDomain.endsWith(`.${own}`))
      refuse("mailFromDomain", `SES takes a subdomain of the identity only, such as bounces.${identity}`);
    if (zone && (!createIdentity || own.includes("@")))
      refuse("hostedZone", "DNS records are written for a domain that the stack makes: set mail.createIdentity: true");
  });
