import type { StageSettings } from "../../schema/read.ts";
import { providersOf } from "../../schema/stage/providers.ts";
import { sendsSms } from "./sms.ts";

type Pool = StageSettings["userPool"];

const limits = (kind: string, values: Record<string, number | undefined>) => {
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]]));
  return given.length > 0 ? { [kind]: Object.fromEntries(given) } : {};
};

const constraints = ({ minLength, maxLength, minimum, maximum }: Pool["customAttributes"][string]) => ({
  ...limits("StringAttributeConstraints", { MinLength: minLength, MaxLength: maxLength }),
  ...limits("NumberAttributeConstraints", { MinValue: minimum, MaxValue: maximum }),
});

/** The pool's Schema: what of the standard attributes is required, and its own. */
export const schema = ({ requiredAttributes, customAttributes }: Pool) => [
  ...requiredAttributes.map((Name) => ({ Name, AttributeDataType: standardType(Name), Required: true, Mutable: true })),
  ...Object.entries(customAttributes).map(([Name, attribute]) => ({
    Name,
    AttributeDataType: attribute.type,
    Mutable: attribute.mutable,
    ...constraints(attribute),
  })),
];

const standardType = (name: string) => (name === "updated_at" ? "Number" : "String");

/** The attributes that Cognito itself sends a code to, and keeps the old value of until the code comes back. */
export const verifiedAttributes = (pool: Pool): string[] => [
  ...(pool.signInWith.join() === "phone_number" && !pool.recovery.includes("email") ? [] : ["email"]),
  ...(sendsSms(pool) ? ["phone_number"] : []),
];

const usual = ["email", "name", "given_name", "family_name", "locale", "zoneinfo"];

/** What a client may read and write unless its settings say otherwise: never what is marked as nobody's. */
export const clientAttributes = ({ userPool, federation }: StageSettings) => {
  const custom = (right: "readableBy" | "writableBy") =>
    Object.entries(userPool.customAttributes).flatMap(([name, attribute]) =>
      attribute[right] === "clients" ? [`custom:${name}`] : [],
    );
  const signIn = userPool.signInWith.filter((name) => name === "preferred_username");
  const phone = sendsSms(userPool);
  const brought = providersOf(federation).flatMap(({ attributes }) => Object.keys(attributes));
  const standard = [
    ...usual,
    ...(phone ? ["phone_number"] : []),
    ...signIn,
    ...userPool.requiredAttributes,
    ...brought.filter((name) => !name.startsWith("custom:") && !name.endsWith("_verified")),
  ];
  const unique = (names: string[]) => [...new Set(names)];
  return {
    read: unique([...standard, "email_verified", ...(phone ? ["phone_number_verified"] : []), ...custom("readableBy")]),
    // What a provider brings has to be writable by the client, or its sign-ins fail; the settings see to it.
    write: unique([...standard, ...custom("writableBy")]),
  };
};
