import type { Attributes } from "../../runtime/cognito-event.ts";
import { readAttribute } from "../people/attribute.ts";

// Mail clients can turn a name with a dot, slash, colon, at sign or digit into a link. Also rejected: names that do not
// begin with a letter, with invisible letters (Hangul fillers), or with piled-up marks that cover other lines.
const safeName = /^(?=[' ’-]*\p{L})(?!.*(?:[\u115f\u1160]|\p{M}{6}))[\p{L}\p{M}' ’-]{1,40}$/u;

/** A name for the greeting if it is safe, so that nobody can use our sender to send their own text. */
export const chooseGreetingName = (attributes: Attributes | null | undefined): string | undefined => {
  const name = (readAttribute(attributes, "given_name") ?? readAttribute(attributes, "name"))?.normalize("NFKC").trim();
  return name !== undefined && safeName.test(name) ? name : undefined;
};
