import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { createClientSettings } from "./clients.ts";

export type Table = { client: DynamoDBClient; name: string };

/** The suite's table. Each attempt gets 0.8 s. Triggers retry once and abort at their own deadline. */
export const openTable = (region: string, name: string, { maxAttempts = 2 } = {}): Table => ({
  client: new DynamoDBClient({
    ...createClientSettings(region, maxAttempts, { connectionTimeout: 400, requestTimeout: 800 }),
    accountIdEndpointMode: "disabled",
  }),
  name,
});

export const toItem = (values: object) => marshall(values, { removeUndefinedValues: true });

/** Whether a write succeeded; false if its condition failed. Rejects on all other errors. */
export const isWritten = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
