import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { ProfileFact } from "../rules/people/rows.ts";
import { createClientSettings } from "./clients.ts";

/**
 * What `ensureProfile` is asked for: by a trigger to repair, or by your own backend to tell of what Cognito has no event
 * for (`mfa-on`, `mfa-off`). It holds no attribute: the worker reads them from the pool.
 */
export type Repair = {
  userPoolId: string;
  userName: string;
  clientId: string | null;
  fact: ProfileFact | "new-sign-in";
  /** Milliseconds since 1970, when the fact was seen first. */
  at: number;
  /** Default groups that the person is not in yet; left out: none. Only those that the settings name are heeded. */
  groups?: readonly string[];
};

export type HandOver = (repair: Repair, signal: AbortSignal) => Promise<void>;

/** Queues a repair with Lambda, which keeps trying and at last puts it aside for a person. */
export const handOver =
  (region: string, functionName: string, client?: LambdaClient): HandOver =>
  async (repair, signal) => {
    // Made when it is needed first, which is hardly ever.
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
