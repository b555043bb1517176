import { disposableEmailBlocklist } from "disposable-email-domains-js";
import { refusalOf } from "../../src/client/refusal.ts";
import { parseMailAddress, toAsciiDomain } from "../../src/rules/sign-up/mail-address.ts";
import { isListed } from "../../src/rules/sign-up/sign-up-policy.ts";
import { measureBest } from "./measure.ts";

const worstOf = async (texts: readonly string[], work: (text: string) => unknown): Promise<number> => {
  let worst = 0;
  for (const text of texts) worst = Math.max(worst, await measureBest(() => work(text)));
  return worst;
};

/** Milliseconds for functions that parse text, with texts that are meant to take long. */
export const measureWorstTexts = async (): Promise<Record<string, number>> => {
  const list = disposableEmailBlocklist().join("\n");
  return {
    "a mail address": await worstOf(
      ["@", ".", "a.", "ü.", "+", "-", '"', "a@", "xn--a.", "\u200d", "İ", "𝓮."],
      (text) => [
        parseMailAddress(`aaa@${text.repeat(2_048)}`),
        parseMailAddress(text.repeat(127)),
        toAsciiDomain(text.repeat(126)),
      ],
    ),
    "a domain in the list of disposable ones": await worstOf([`${"a.".repeat(124)}co`], (text) => isListed(text, list)),
    "an app's error of 100,000 repeats": await worstOf(
      ["[", "[SU-", "[SU-A", "%5B", "[SU-A] ", "[AAAAAAAAAA-A", '"', ". (Service"],
      (text) => refusalOf({ message: text.repeat(100_000), cause: Array(1_000).fill(text) }),
    ),
  };
};
