import { expect, it } from "@jest/globals";
import { passesFilter } from "../../local/filter-patterns.ts";

const record = (eventName: string, sk: string) => ({ eventName, dynamodb: { Keys: { sk: { S: sk } } } });
const owed = [{ eventName: ["INSERT"], dynamodb: { Keys: { sk: { S: [{ prefix: "OUTBOX#" }] } } } }];

it.each([
  ["INSERT", "OUTBOX#welcome", true],
  ["MODIFY", "OUTBOX#welcome", false],
  ["INSERT", "PROFILE", false],
  ["INSERT", "outbox#welcome", false],
])("%s of %s reaches the function: %p", (eventName, sk, passes) => {
  expect(passesFilter(record(eventName, sk), owed)).toBe(passes);
});

it.each([
  [[], true],
  [[{ eventName: ["REMOVE"] }, { eventName: ["INSERT"] }], true],
  [[{ dynamodb: { Keys: { pk: [{ exists: false }] } } }], true],
  [[{ dynamodb: { NewImage: { sk: { S: ["PROFILE"] } } } }], false],
  [[{ eventName: [{ "anything-but": ["INSERT"] }] }], false],
])("the patterns %j let an insert through: %p", (patterns, passes) => {
  expect(passesFilter(record("INSERT", "PROFILE"), patterns)).toBe(passes);
});

it("names an unknown rule", () => {
  expect(() => passesFilter(record("INSERT", "PROFILE"), [{ eventName: [{ cidr: "10.0.0.0/8" }] }])).toThrow(/cidr/);
});
