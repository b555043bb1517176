import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ResourceNotFoundException,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Pool } from "./members.ts";

/** A pool and its second factors, which have an operation of their own, as Cognito wrote them. */
export type Reading = { pool: Pool; mfa: Pool };

type Middlewares = DescribeUserPoolCommand["middlewareStack"];

/** Keeps the answer's JSON: what the SDK makes of it lacks the members that it does not know. */
const keepAnswer = (stack: Middlewares): (() => Record<string, unknown>) => {
  let text = "";
  stack.add(
    (next) => async (input) => {
      const result = await next(input);
      const { response } = result as { response: { body: AsyncIterable<Uint8Array> | Uint8Array } };
      const parts: Uint8Array[] = [];
      for await (const part of response.body as AsyncIterable<Uint8Array>) parts.push(part);
      const body = Buffer.concat(parts);
      text = body.toString();
      response.body = body;
      return result;
    },
    // The lowest of this step is nearest to the wire.
    { step: "deserialize", priority: "low", name: "keepAnswer" },
  );
  return () => JSON.parse(text);
};

/** Reads a pool. It needs cognito-idp:DescribeUserPool and GetUserPoolMfaConfig. @throws SettingsError when there is none. */
export const readUserPool =
  (client: CognitoIdentityProviderClient) =>
  async (userPoolId: string): Promise<Reading> => {
    const describe = new DescribeUserPoolCommand({ UserPoolId: userPoolId });
    const described = keepAnswer(describe.middlewareStack);
    const mfa = new GetUserPoolMfaConfigCommand({ UserPoolId: userPoolId });
    const factors = keepAnswer(mfa.middlewareStack as Middlewares);
    try {
      await client.send(describe);
      await client.send(mfa);
    } catch (error) {
      if (error instanceof ResourceNotFoundException)
        throw new SettingsError(`There is no user pool ${userPoolId} in this account and region.`);
      throw error;
    }
    return { pool: described()["UserPool"] as Pool, mfa: factors() };
  };

/** Changes a pool. It needs cognito-idp:UpdateUserPool, and iam:PassRole on the pool's SMS role where it has one. */
export const updateUserPool =
  (client: CognitoIdentityProviderClient) =>
  async (request: UpdateUserPoolCommandInput): Promise<void> => {
    await client.send(new UpdateUserPoolCommand(request));
  };
