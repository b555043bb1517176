import { z } from "zod";
import { privilegeIn } from "../../src/rules/privilege.ts";
import { choice, flag, standardAttributes, whole } from "../setting-forms.ts";

export const standardAttribute = choice(standardAttributes);

const customAttribute = z
  .strictObject({
    type: choice(["String", "Number", "Boolean", "DateTime"]).default("String"),
    minLength: whole("characters", 0, 2_048).optional(),
    maxLength: whole("characters", 1, 2_048).optional(),
    minimum: z.int({ error: "a whole number" }).optional(),
    maximum: z.int({ error: "a whole number" }).optional(),
    mutable: flag.default(true),
    writableBy: choice(["clients", "nobody"]).default("clients"),
    readableBy: choice(["clients", "nobody"]).default("clients"),
  })
  .superRefine(({ type, minLength, maxLength, minimum, maximum }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    for (const [name, value] of Object.entries({ minLength, maxLength }))
      if (value !== undefined && type !== "String") refuse(name, `a length is for type String, not ${type}`);
    for (const [name, value] of Object.entries({ minimum, maximum }))
      if (value !== undefined && type !== "Number") refuse(name, `a bound is for type Number, not ${type}`);
    if ((minLength ?? 0) > (maxLength ?? 2_048)) refuse("minLength", "is more than maxLength");
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) refuse("minimum", "is more than maximum");
  });

/** The pool's own attributes, by their names without `custom:`. */
export const customAttributes = z
  .record(
    z
      .string()
      .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,20}$/u, { error: "an attribute has 1 to 20 characters, no spaces" }),
    customAttribute.prefault({}),
  )
  .superRefine((attributes, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    if (Object.keys(attributes).length > 50) context.addIssue({ code: "custom", message: "Cognito takes at most 50" });
    for (const [name, { writableBy }] of Object.entries(attributes)) {
      if (name.startsWith("custom:") || name.startsWith("dev:")) refuse(name, "is named without its prefix here");
      const privilege = privilegeIn(name);
      if (privilege && writableBy === "clients")
        refuse(
          name,
          `"${privilege}" is a privilege, and people can write what an app client may write: keep it in the PROFILE row's claims, or set writableBy: nobody`,
        );
    }
  });
