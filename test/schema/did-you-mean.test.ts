import { expect, it } from "@jest/globals";
import { describeUnknownName, didYouMean, joinWithOr } from "../../schema/did-you-mean.ts";

const names = ["id", "mfa", "region", "phone_number", "customAttributes", "opt-in"];

it.each([
  ["regoin", "region"],
  ["REGION", "region"],
  ["fma", "mfa"],
  ["di", "id"],
  ["optin", "opt-in"],
  ["opt_in", "opt-in"],
  ["customAtributes", "customAttributes"],
  ["custom-attributs", "customAttributes"],
  ["phone", "phone_number"],
])("corrects %s to %s", (written, meant) => {
  expect(didYouMean(written, names)).toBe(`; did you mean "${meant}"?`);
});

it.each(["", "x", "ab", "colour", 7, undefined])("suggests nothing for %j", (written) => {
  expect(didYouMean(written, names)).toBe("");
});

it("lists the choices if no name is similar", () => {
  expect(describeUnknownName("brand", "northwnd", ["default", "northwind"])).toBe(
    'there is no brand "northwnd"; did you mean "northwind"?',
  );
  expect(describeUnknownName("brand", "acme", ["default", "northwind"])).toBe(
    'there is no brand "acme"; choose default or northwind',
  );
  expect(describeUnknownName("scope", "read", [])).toBe('there is no scope "read"; remove it');
  expect(describeUnknownName("scope", "read", [], "add one")).toBe('there is no scope "read"; add one');
});

it.each([
  [["a"], "a"],
  [["a", "b"], "a or b"],
  [["a", "b", "c"], "a, b, or c"],
])("joins %j", (given, text) => {
  expect(joinWithOr(given)).toBe(text);
});
