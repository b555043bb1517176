import type { Attributes } from "../../runtime/cognito-event.ts";
import { readAttribute } from "../people/attribute.ts";

// A name with a dot, slash, colon, at sign or digit can be made a link by the reader's mail program, so it is not used;
// nor one that begins with no letter, that has letters nobody sees (Hangul fillers), or marks piled over other lines.
const safeName = /^(?=[' ’-]*\p{L})(?!.*(?:[\u115f\u1160]|\p{M}{6}))[\p{L}\p{M}' ’-]{1,40}$/u;

/** A name to greet by, or undefined where the mail says a neutral word: nobody can mail their text through our sender. */
export const chooseGreetingName = (attributes: Attributes | null | undefined): string | undefined => {
  const name = (readAttribute(attributes, "given_name") ?? readAttribute(attributes, "name"))?.normalize("NFKC").trim();
  return name !== undefined && safeName.test(name) ? name : undefined;
};
