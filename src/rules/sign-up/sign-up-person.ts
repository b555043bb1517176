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

/** The offset of the earliest time zone in milliseconds. A birthday counts once it has begun anywhere. */
const furthestAhead = 14 * 3_600_000;

/** `birthdate` is `YYYY-MM-DD`, as in Cognito. A birthday on 29 February counts on 1 March in other years. */
export const isOldEnough = (birthdate: string, years: number, now: number): boolean => {
  const [, year = "", day = ""] = /^(\d{4})(-\d{2}-\d{2})$/.exec(birthdate) ?? [];
  if (day === "") return false;
  const born = new Date(`${birthdate}T00:00:00Z`);
  // Date moves or rejects a day that does not exist, such as 30 February.
  if (Number.isNaN(born.getTime()) || born.toISOString().slice(0, 10) !== birthdate) return false;
  const today = new Date(now + furthestAhead).toISOString().slice(0, 10);
  return birthdate <= today && `${Number(year) + years}`.padStart(4, "0") + day <= today;
};

/**
 * The reason why a user may not join, by what they say about themselves; undefined if they may. It is their word only:
 * neither the accepted terms nor the birthdate are verified.
 */
export const findPersonRefusal = (
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
