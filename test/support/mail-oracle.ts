import { Parser } from "htmlparser2";

/** What a mail program would make of the HTML, read by a parser that knows nothing of the templates. */
export type Reading = { tags: string; addresses: string[]; text: string };

/** Reads HTML: the tags with their attribute names in order, every address, and the text without styles. */
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

const remembered = new Map<string, Reading>();
/** So many are kept; a million events have many names. */
const mostRemembered = 5_000;

/** As `readHtml`, at once where the same HTML was read before: most hostile people get the same mail as everybody. */
export const readAgain = (html: string): Reading => {
  const reading = remembered.get(html) ?? readHtml(html);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(html, reading);
  return reading;
};

/** How often a part stands in a text. */
export const count = (text: string, part: string): number => text.split(part).length - 1;

/** Characters outside the class that Cognito quotes when it refuses a message, its `\s` being Java's. */
export const findRefusedCharacters = (text: string): readonly string[] =>
  text.match(/[^\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\v\f\r ]/gu) ?? none;
const none: readonly string[] = [];
