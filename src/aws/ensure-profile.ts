import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { RepairFact } from "../rules/people/rows.ts";
import { createClientSettings } from "./clients.ts";

/**
 * A request to `ensureProfile`: from a trigger, to repair a profile; or from your own backend, to report what Cognito
 * has no event for (`mfa-on`, `mfa-off`). It contains no attributes; the worker reads them from the pool.
 */
export type Repair = {
  userPoolId: string;
  userName: string;
  clientId: string | null;
  fact: RepairFact;
  /** When the fact was first seen, in milliseconds since 1970. */
  at: number;
  /** Default groups that the user is not in yet. Default: none. Groups that the settings do not name are ignored. */
  groups?: readonly string[];
};

export type HandOver = (repair: Repair, signal: AbortSignal) => Promise<void>;

/** Queues a repair with Lambda, which retries and finally moves it to the on-failure queue. */
export const handOverRepair =
  (region: string, functionName: string, client?: LambdaClient): HandOver =>
  async (repair, signal) => {
    client ??= new LambdaClient(createClientSettings(region, 2, { connectionTimeout: 300, requestTimeout: 600 }));
    await client.send(
      new InvokeCommand({
        FunctionName: functionName,
        InvocationType: "Event",
        Payload: Buffer.from(JSON.stringify(repair)),
      }),
      { abortSignal: signal },
    );
  };
