import { z } from "zod";
import { findPrivilege } from "../../src/rules/people/privilege.ts";
import {
  checkTogether,
  choice,
  choices,
  mustBe,
  poolName,
  standardAttributes,
  trueOrFalse,
  wholeNumber,
} from "../forms.ts";

export const requiredAttributes = choices(standardAttributes).default([]);

const later = "**no**";
const bound = z.int(mustBe("a whole number")).optional();
const length = (least: number) => wholeNumber(least, 2_048, "characters").optional();
const by = choice(["clients", "nobody"]).default("clients");

const customAttribute = z
  .strictObject({
    type: choice(["String", "Number", "Boolean", "DateTime"]).default("String").meta({ description: "Type", later }),
    minLength: length(0).meta({ description: "Minimum length of a `String`", later }),
    maxLength: length(1).meta({ description: "Maximum length of a `String`", later }),
    minimum: bound.meta({ description: "Minimum of a `Number`", later }),
    maximum: bound.meta({ description: "Maximum of a `Number`", later }),
    mutable: trueOrFalse.default(true).meta({ description: "Whether it can change after sign-up", later }),
    writableBy: by.describe("Who can write it: app clients and their users, or only your backend"),
    readableBy: by.describe("Who can read it: app clients, or only your backend"),
  })
  .check(
    checkTogether(({ type, minLength, maxLength, minimum, maximum }, refuse) => {
      if (type !== "String" && (minLength ?? maxLength) !== undefined) refuse("type", "must be String for a length");
      if (type !== "Number" && (minimum ?? maximum) !== undefined) refuse("type", "must be Number for a bound");
      if (minLength && maxLength && minLength > maxLength) refuse("minLength", "must be at most maxLength");
      if ((minimum ?? -Infinity) > (maximum ?? Infinity)) refuse("minimum", "must be at most maximum");
    }),
  );

/** By their names without `custom:`. */
export const customAttributes = z
  .record(poolName(1, 20), customAttribute.prefault({}))
  .check(
    checkTogether((attributes, refuse) => {
      if (Object.keys(attributes).length > 50)
        refuse("", "has more than 50 attributes, which Cognito rejects: remove some");
      for (const [name, { writableBy }] of Object.entries(attributes)) {
        const privilege = findPrivilege(name);
        if (/^(?:custom|dev):/.test(name))
          refuse(name, `must be written as ${name.replace(/^\w+:/, "")}, without its prefix`);
        else if (privilege && writableBy === "clients")
          refuse(
            name,
            `"${privilege}" is a privilege, and users can write what clients can: set writableBy: nobody, or use the PROFILE row's claims`,
          );
      }
    }),
  )
  .meta({ description: "Custom attributes, at most 50", later: "**partly**: you can add, but never remove" });
