import fc from "fast-check";
import type { Circumstances, Fate, Item, Stored } from "./world.ts";

const values: Stored[] = [
  { S: "pro" },
  { S: "" },
  { S: "x".repeat(5_000) },
  { N: "7" },
  { N: "1e400" },
  { BOOL: true },
  { NULL: true },
  { M: { plan: { S: "pro" } } },
  { L: [{ S: "admin" }, { S: "editor" }] },
  { L: [{ S: "admin" }, { N: "1" }] },
  { L: [] },
  { SS: ["admin"] },
];
const value = fc.constantFrom(...values);
const claims = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ plan: value, tenant: value, roles: value }, { requiredKeys: [] }).map((M) => ({ M })),
  },
  { weight: 1, arbitrary: value },
);

/** A valid or damaged PROFILE row, or none. */
const row: fc.Arbitrary<Item | undefined> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(undefined) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        userName: fc.constant({ S: "u" }),
        email: fc.constantFrom<Stored>(
          { S: "old@example.com" },
          { S: "ada@example.com" },
          { N: "5" },
          { S: "" },
          { L: [] },
        ),
        emailVerified: fc.constantFrom<Stored>({ BOOL: true }, { BOOL: false }),
        latestEmail: fc.constantFrom<Stored>({ S: "new@example.com" }, { S: "ada@example.com" }),
        claims,
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Item>,
  },
);

/** A call that hangs takes real time, so it is rare. */
const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 900, arbitrary: fc.constant<Fate>("answers") },
  { weight: 98, arbitrary: fc.constant<Fate>("fails") },
  { weight: 2, arbitrary: fc.constantFrom<Fate>("hangs", "hangs for ever") },
);

/** The state and answers of AWS while a handler runs. */
export const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  row,
  fates: fc.oneof(
    { weight: 5, arbitrary: fc.constant<Fate[]>([]) },
    { weight: 3, arbitrary: fc.tuple(fate, fate, fate, fate) },
    { weight: 1, arbitrary: fc.constant<Fate[]>(["fails", "fails", "fails", "fails"]) },
  ),
});
