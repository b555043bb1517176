import type { Attributes } from "../../runtime/cognito-event.ts";
import type { SignUp } from "../../settings/sign-up.ts";
import { readAttribute } from "../people/attribute.ts";
import type { RefusalCode } from "./refusal-code.ts";

type SignUpRequest = {
  userAttributes?: Attributes | null | undefined;
  validationData?: Attributes | null | undefined;
  clientMetadata?: Attributes | null | undefined;
};

type PersonRules = Pick<SignUp, "requiredAttributes" | "minimumAge" | "terms">;

/** Milliseconds by which the first time zone is ahead: wherever it is a person's birthday, it counts. */
const furthestAhead = 14 * 3_600_000;

/**
 * Whether somebody born on this day (`YYYY-MM-DD`, as Cognito has it) is so many years old. Whoever was born on
 * 29 February is so on 1 March of other years.
 */
export const isOldEnough = (birthdate: string, years: number, now: number): boolean => {
  const [, year = "", day = ""] = /^(\d{4})(-\d{2}-\d{2})$/.exec(birthdate) ?? [];
  if (day === "") return false;
  const born = new Date(`${birthdate}T00:00:00Z`);
  // A day that no calendar has, such as 30 February, is moved or refused by Date.
  if (Number.isNaN(born.getTime()) || born.toISOString().slice(0, 10) !== birthdate) return false;
  const today = new Date(now + furthestAhead).toISOString().slice(0, 10);
  return birthdate <= today && `${Number(year) + years}`.padStart(4, "0") + day <= today;
};

/**
 * Why a person may not join by what they say of themselves, or undefined where they may. They say it freely: the terms
 * they accept and the day they were born are their word, and nothing more.
 */
export const refusePerson = (
  { userAttributes, validationData, clientMetadata }: SignUpRequest,
  { requiredAttributes = [], minimumAge, terms }: PersonRules,
  now: number,
): RefusalCode | undefined => {
  const read = (name: string) => readAttribute(userAttributes, name);
  if (requiredAttributes.some((name) => !read(name)?.trim())) return "SU-ATTRIBUTES";
  if (minimumAge !== undefined && !isOldEnough(read("birthdate") ?? "", minimumAge, now)) return "SU-AGE";
  if (!terms) return undefined;
  const accepted = terms.attribute
    ? [read(terms.attribute)]
    : [validationData, clientMetadata].map((said) => readAttribute(said, "termsVersion"));
  return accepted.includes(terms.version) ? undefined : "SU-TERMS";
};
