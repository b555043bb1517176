import type { UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { toItem } from "../../src/aws/table.ts";

export type Update = Pick<
  UpdateItemCommandInput,
  "UpdateExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

/** An update that sets fields of a row or of a map in it, and removes fields whose value is undefined. */
export const newUpdate = (fields: Record<string, unknown>, map = ""): Update => {
  const entries = Object.entries(fields).map(([name, value], at) => ({ name, value, at }));
  const path = ({ at }: { at: number }) => `${map && `${map}.`}#f${at}`;
  const set = entries.filter(({ value }) => value !== undefined);
  const removed = entries.filter((entry) => !set.includes(entry));
  return {
    UpdateExpression: [
      set.length > 0 ? `SET ${set.map((entry) => `${path(entry)} = :f${entry.at}`).join(", ")}` : "",
      removed.length > 0 ? `REMOVE ${removed.map(path).join(", ")}` : "",
    ]
      .join(" ")
      .trim(),
    ExpressionAttributeNames: Object.fromEntries(entries.map(({ name, at }) => [`#f${at}`, name])),
    ...(set.length > 0 && {
      ExpressionAttributeValues: toItem(Object.fromEntries(set.map(({ value, at }) => [`:f${at}`, value]))),
    }),
  };
};
