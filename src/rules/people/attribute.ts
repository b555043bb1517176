import type { Attributes } from "../../runtime/cognito-event.ts";

/** Cognito's own limit for an attribute value. */
const maxLength = 2_048;

/** A well-formed string, or undefined. Callers control the object, so inherited properties are ignored. */
export const readAttribute = (attributes: Attributes | null | undefined, name: string): string | undefined => {
  if (!attributes || !Object.hasOwn(attributes, name)) return undefined;
  const value = attributes[name];
  return typeof value === "string" && value !== "" ? value.slice(0, maxLength).toWellFormed() : undefined;
};
