import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ResourceNotFoundException,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { PoolMembers } from "./members.ts";

/** A pool and its MFA settings, which Cognito returns from another operation. */
export type PoolReading = { pool: PoolMembers; mfa: PoolMembers };

type Middlewares = DescribeUserPoolCommand["middlewareStack"];

/** Returns the JSON of the response: the SDK's own result lacks the members that the SDK does not know. */
const captureResponse = (stack: Middlewares): (() => Record<string, unknown>) => {
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
    // In this step, the lowest priority runs closest to the network.
    { step: "deserialize", priority: "low", name: "captureResponse" },
  );
  return () => JSON.parse(text);
};

/** Needs cognito-idp:DescribeUserPool and GetUserPoolMfaConfig. @throws SettingsError if there is no such pool */
export const readUserPool =
  (client: CognitoIdentityProviderClient) =>
  async (userPoolId: string): Promise<PoolReading> => {
    const describe = new DescribeUserPoolCommand({ UserPoolId: userPoolId });
    const described = captureResponse(describe.middlewareStack);
    const mfa = new GetUserPoolMfaConfigCommand({ UserPoolId: userPoolId });
    const factors = captureResponse(mfa.middlewareStack as Middlewares);
    try {
      await client.send(describe);
      await client.send(mfa);
    } catch (error) {
      if (error instanceof ResourceNotFoundException)
        throw new SettingsError(`There is no user pool ${userPoolId} in this account and region.`);
      throw error;
    }
    return { pool: described()["UserPool"] as PoolMembers, mfa: factors() };
  };

/** Needs cognito-idp:UpdateUserPool, and iam:PassRole on the pool's SMS role if it has one. */
export const updateUserPool =
  (client: CognitoIdentityProviderClient) =>
  async (request: UpdateUserPoolCommandInput): Promise<void> => {
    await client.send(new UpdateUserPoolCommand(request));
  };
