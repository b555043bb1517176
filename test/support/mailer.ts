import { SESv2Client } from "@aws-sdk/client-sesv2";
import { region } from "../../local/settings.ts";
import { createClientSettings } from "../../src/aws/clients.ts";
import { findDueMails, leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { readProfile } from "../../src/aws/person.ts";
import { sendMail } from "../../src/aws/ses.ts";
import type { Table } from "../../src/aws/table.ts";
import type { Key } from "../../src/rules/people/keys.ts";
import type { Report } from "../../src/runtime/logger.ts";
import { type Dependencies, deliver } from "../../src/workers/deliver.ts";
import { renderNotice } from "../../src/workers/notice.ts";
import { createHandler } from "../../src/workers/send-mail.ts";
import suite from "../../suite.config.ts";

type Options = {
  table: Table;
  sesUrl: string;
  now: () => number;
  /** The timeout of SES in milliseconds. The function's own 5 s would be long for a black hole in a test. */
  patience: number;
  report?: Report;
  render?: Dependencies["render"];
};

const noHurry = new AbortController().signal;
const sender = { from: "Example <no-reply@example.com>", configurationSet: "set", stage: "test" };

export type Mailer = {
  /** Runs the worker on stream records of these rows. */
  ring: (keys: readonly Key[]) => Promise<void>;
  sweep: () => Promise<void>;
};

/** sendMail as in src/workers/send-mail.ts, with a clock that the caller controls. */
export const openMailer = ({ table, sesUrl, now, patience, ...options }: Options): Mailer => {
  const report = options.report ?? (() => undefined);
  const read = readProfile(table, { consistent: true });
  const timeouts = { connectionTimeout: 1_000, requestTimeout: patience };
  const client = new SESv2Client({ ...createClientSettings(region, 1, timeouts), endpoint: sesUrl });
  const handler = createHandler({
    deliver: deliver({
      lease: leaseMail(table),
      settle: settleMail(table),
      readProfile: (sub) => read(sub, noHurry),
      render: options.render ?? renderNotice(suite, "https://accounts.example.com"),
      send: sendMail(client, sender),
      report,
      now,
      random: Math.random,
      sentMailDays: suite.retention.sentMailDays,
    }),
    due: findDueMails(table),
    report,
    measure: () => undefined,
    now,
  });
  // A sweep has a real minute, regardless of the clock.
  const invoke = (event: unknown) => {
    const end = performance.now() + 60_000;
    return handler(event as Parameters<typeof handler>[0], { getRemainingTimeInMillis: () => end - performance.now() });
  };
  return {
    ring: async (keys) => {
      for (let start = 0; start < keys.length; start += 10)
        await invoke({
          Records: keys
            .slice(start, start + 10)
            .map(({ pk, sk }) => ({ dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } } })),
        });
    },
    sweep: async () => void (await invoke({ source: "aws.events" })),
  };
};
