import { Parser } from "htmlparser2";

/** The HTML as a mail client sees it, from a parser that is independent of the templates. */
export type Reading = { tags: string; addresses: string[]; text: string };

/** Reads the tags with their attribute names, all addresses, and the text without styles. */
export const readHtml = (html: string): Reading => {
  const tags: string[] = [];
  const addresses: string[] = [];
  let text = "";
  let hidden = 0;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      tags.push(`${name}(${Object.keys(attributes).join(" ")})`);
      if (name === "style" || name === "script") hidden += 1;
      for (const attribute of ["href", "src", "action", "background"]) {
        const address = attributes[attribute];
        if (address !== undefined) addresses.push(address);
      }
    },
    ontext: (data) => {
      if (hidden === 0) text += data;
    },
    onclosetag: (name) => {
      if (name === "style" || name === "script") hidden -= 1;
    },
  });
  parser.write(html);
  parser.end();
  return { tags: tags.join(""), addresses, text };
};

const cache = new Map<string, Reading>();
/** Limits the cache: a million events have many names. */
const maxCached = 5_000;

/** Like `readHtml`, with a cache: most hostile events lead to the same mail. */
export const readAgain = (html: string): Reading => {
  const reading = cache.get(html) ?? readHtml(html);
  if (cache.size >= maxCached) cache.clear();
  cache.set(html, reading);
  return reading;
};

/** How often a text contains a part. */
export const count = (text: string, part: string): number => text.split(part).length - 1;

/** Characters that Cognito rejects, by the pattern in its error message. Its `\s` is Java's. */
export const findRefusedCharacters = (text: string): readonly string[] =>
  text.match(/[^\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\v\f\r ]/gu) ?? none;
const none: readonly string[] = [];
