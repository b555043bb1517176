import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { MailEvent } from "../../src/rules/mail/mail-feedback.ts";
import { mailEvent } from "./mail-events.ts";

/** A mail that SES accepted. `outbox` is the tag with its row, and `caller` the first part of the path. */
export type TakenMail = { outbox: string; to: string; messageId: string; at: number; caller: string };

export type FakeSes = {
  url: string;
  taken: TakenMail[];
  /** The number of accepted mails besides the first of each row. */
  duplicates: () => number;
  close: () => Promise<void>;
};

type Options = {
  now?: () => number;
  /** SES's event about an accepted mail. */
  onEvent?: (event: MailEvent) => unknown;
  /** SES answers when this resolves. */
  onTaken?: (mail: TakenMail) => unknown;
};

type Body = { Destination: { ToAddresses: string[] }; EmailTags: Array<{ Name: string; Value: string }> };

/** A fake SES that accepts every mail and records its row. */
export const startFakeSes = async ({ now = Date.now, onEvent, onTaken }: Options = {}): Promise<FakeSes> => {
  const taken: TakenMail[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { Destination, EmailTags } = JSON.parse(Buffer.concat(await incoming.toArray()).toString()) as Body;
    const mail = {
      outbox: EmailTags.find(({ Name }) => Name === "outbox")?.Value ?? "",
      to: Destination.ToAddresses[0] ?? "",
      messageId: `message-${taken.length + 1}`,
      at: now(),
      caller: incoming.url?.split("/")[1] ?? "",
    };
    taken.push(mail);
    onEvent?.(mailEvent("Send", { id: mail.outbox, to: mail.to, messageId: mail.messageId, sentAt: mail.at }));
    await onTaken?.(mail);
    outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ MessageId: mail.messageId }));
  });
  // No timeout: a connection that is reused at that moment would fail.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    duplicates: () => taken.length - new Set(taken.map(({ outbox }) => outbox)).size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
