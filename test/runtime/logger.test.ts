import { expect, it } from "@jest/globals";
import { describeError } from "../../src/runtime/logger.ts";

it("describes an error by its name and location, without its message", () => {
  const error = Object.assign(new Error("ada@example.com is not verified"), {
    name: "MessageRejected",
    $metadata: { httpStatusCode: 400, requestId: "r1" },
  });
  const facts = describeError(error);
  expect(facts).toMatchObject({ name: "MessageRejected", httpStatusCode: 400, awsRequestId: "r1" });
  expect(facts["at"]).toContain("logger.test.ts");
  expect(JSON.stringify(facts)).not.toContain("ada@example.com");
});

it("does not mistake a line of the message for the location", () => {
  const { at } = describeError(new Error("bad\n    at ada@example.com:1:2"));
  expect(at).toContain("logger.test.ts");
});

it.each(["text", undefined, null, { name: "x" }])("describes a thrown %j", (thrown) => {
  expect(describeError(thrown)).toEqual({ name: typeof thrown });
});
