import { Parser } from "htmlparser2";

// Hidden characters stand in HTML as entities and in text not at all.
const plain = (text: string) =>
  text
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/gu, " ")
    .trim();

/** What a reader sees of HTML, in one line. */
const visible = (html: string): string => {
  let text = "";
  let hidden = 0;
  const parser = new Parser({
    onopentagname: (name) => {
      if (name === "style" || name === "title") hidden += 1;
    },
    ontext: (data) => {
      if (hidden === 0) text += data;
    },
    onclosetag: (name) => {
      if (name === "style" || name === "title") hidden -= 1;
      text += name === "a" || name === "b" ? "" : " ";
    },
  });
  parser.write(html);
  parser.end();
  return plain(text);
};

/** Lines of a mail's text part that its HTML does not show: the two are to say the same. An address may be a button's. */
export const missingWords = (html: string, text: string): string[] => {
  const shown = visible(html);
  return text
    .split("\n")
    .map((line) => plain(line.replace(/:$/, "")))
    .filter((line) => line !== "" && !line.includes("://") && !shown.includes(line));
};
