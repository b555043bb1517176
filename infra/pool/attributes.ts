import type { StageSettings } from "../../schema/read.ts";
import { providersOf } from "../../schema/stage/providers.ts";
import { sendsSms } from "./sms.ts";

type Pool = StageSettings["userPool"];

const formatLimits = (kind: string, values: Record<string, number | undefined>) => {
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]]));
  return given.length > 0 ? { [kind]: Object.fromEntries(given) } : {};
};

const buildConstraints = ({ minLength, maxLength, minimum, maximum }: Pool["customAttributes"][string]) => ({
  ...formatLimits("StringAttributeConstraints", { MinLength: minLength, MaxLength: maxLength }),
  ...formatLimits("NumberAttributeConstraints", { MinValue: minimum, MaxValue: maximum }),
});

/** The pool's Schema: required standard attributes, and custom attributes. */
export const buildPoolSchema = ({ requiredAttributes, customAttributes }: Pool) => [
  ...requiredAttributes.map((Name) => ({
    Name,
    AttributeDataType: typeOfStandard(Name),
    Required: true,
    Mutable: true,
  })),
  ...Object.entries(customAttributes).map(([Name, attribute]) => ({
    Name,
    AttributeDataType: attribute.type,
    Mutable: attribute.mutable,
    ...buildConstraints(attribute),
  })),
];

const typeOfStandard = (name: string) => (name === "updated_at" ? "Number" : "String");

/** The attributes that Cognito sends a code to. It keeps the old value until the user enters the code. */
export const verifiedAttributesOf = (pool: Pool): string[] => [
  ...(pool.signInWith.join() === "phone_number" && !pool.recovery.includes("email") ? [] : ["email"]),
  ...(sendsSms(pool) ? ["phone_number"] : []),
];

const usualAttributes = ["email", "name", "given_name", "family_name", "locale", "zoneinfo"];

/** The attributes that a client can read and write by default; never those that are set to `nobody`. */
export const clientAttributesOf = ({ userPool, federation }: StageSettings) => {
  const listCustom = (right: "readableBy" | "writableBy") =>
    Object.entries(userPool.customAttributes).flatMap(([name, attribute]) =>
      attribute[right] === "clients" ? [`custom:${name}`] : [],
    );
  const signIn = userPool.signInWith.filter((name) => name === "preferred_username");
  const phone = sendsSms(userPool);
  const mapped = providersOf(federation).flatMap(({ attributes }) => Object.keys(attributes));
  const standard = [
    ...usualAttributes,
    ...(phone ? ["phone_number"] : []),
    ...signIn,
    ...userPool.requiredAttributes,
    ...mapped.filter((name) => !name.startsWith("custom:") && !name.endsWith("_verified")),
  ];
  const unique = (names: string[]) => [...new Set(names)];
  return {
    read: unique([
      ...standard,
      "email_verified",
      ...(phone ? ["phone_number_verified"] : []),
      ...listCustom("readableBy"),
    ]),
    // A client must be able to write what a provider maps, or its sign-ins fail. The schema checks this.
    write: unique([...standard, ...listCustom("writableBy")]),
  };
};
