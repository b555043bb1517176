import { createHandler } from "../../src/handlers/pre-token-generation.ts";
import type { Claim } from "../../src/settings/claims.ts";
import { noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";
import { measureBest } from "./measure.ts";

/** The longest attribute that Cognito allows. */
const longest = 2_048;
const fifty = Array.from({ length: 50 }, (_, index) => `custom:a${index}`);
const both = ["id", "access"] as const;

/** 50 profile claims, 50 of attributes and 50 computed claims, all as long and as hard to encode as possible. */
const claims: Claim[] = fifty.flatMap((attribute, index): Claim[] => [
  { name: `row${index}`, from: { profileClaim: attribute }, tokens: both, otherwise: "none", priority: index % 7 },
  { name: `own${index}`, from: { attribute }, tokens: both, priority: index % 5 },
  {
    name: `computed${index}`,
    from: { compute: ({ claims: held }) => held[attribute] as string, profileClaims: [attribute] },
    tokens: both,
  },
]);

const texts: Record<string, string> = {
  plain: "x".repeat(longest),
  escaped: '"\u0000'.repeat(longest / 2),
  "half characters": "\ud800".repeat(longest),
  "four bytes": "😀".repeat(longest / 2),
};

/** A row has at most 400 KB, so each of 50 lists has at most 2,600 items. */
const values: Record<string, unknown> = {
  ...texts,
  lists: Array.from({ length: 2_600 }, () => "x"),
  "lists at the limit": Array.from({ length: 700 }, () => "x"),
  maps: Object.fromEntries(Array.from({ length: 700 }, (_, index) => [`key${index}`, "x"])),
};

const handlerFor = (value: unknown) =>
  createHandler({
    suite: suiteWith({ claims, tokens: { readOnlyAttributes: fifty } }),
    read: async () => ({
      userName: "u",
      createdAt: 0,
      emailVerified: true,
      provider: "Cognito",
      attributes: {},
      claims: Object.fromEntries(fifty.map((name) => [name, value])),
    }),
    saveProfile: async () => undefined,
    saveAddress: async () => undefined,
    saveSignIn: async () => undefined,
    handOver: async () => undefined,
    report: () => undefined,
    now: () => 0,
  });

const groups = Array.from({ length: 100 }, (_, index) => `${"g".repeat(120)}${index}`);

/** Milliseconds for a token with 150 claims in the worst case, by the content of the claims. */
export const measureWorstClaims = async (): Promise<Record<string, number>> => {
  const worst: Record<string, number> = {};
  for (const [name, value] of Object.entries(values)) {
    const handler = handlerFor(value);
    const attributes = Object.fromEntries(fifty.map((attribute) => [attribute, texts[name] ?? "x".repeat(longest)]));
    const times: number[] = [];
    for (const version of ["1", "2"]) {
      const event = sampleEvent(`PreTokenGeneration_V${version}_Authentication`, {
        userAttributes: attributes,
        request: { groupConfiguration: { groupsToOverride: groups } },
      });
      times.push(await measureBest(() => handler(event, noHurry)));
    }
    worst[`150 claims of ${name}`] = Math.max(...times);
  }
  return worst;
};
