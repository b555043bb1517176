import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { codeMails, codeWords } from "../../../src/templates/code-mails.ts";
import codeTexts from "../../../src/templates/compiled/words/code.ts";
import noticeTexts from "../../../src/templates/compiled/words/notice.ts";
import { languageTags } from "../../../src/templates/compiled/words/tags.ts";
import { type Language, languages, type Words } from "../../../src/templates/languages.ts";
import { noticeMails, noticeWords } from "../../../src/templates/notice-mails.ts";
import { checkWords } from "../../build/words.ts";
import { lineOfKey, type Problem, problemAt } from "./problem.ts";

const pickMails = (mails: Words["mails"], names: object) =>
  Object.fromEntries(Object.entries(mails).filter(([name]) => Object.hasOwn(names, name)));

/** Puts words into the objects that the functions read from; a language they do not know yet becomes known. */
const putIntoUse = (tag: Language, words: Words): void => {
  for (const [texts, read, names] of [
    [codeTexts, codeWords, codeMails],
    [noticeTexts, noticeWords, noticeMails],
  ] as const) {
    const spoken = { direction: words.direction, frame: words.frame, mails: pickMails(words.mails, names) };
    (texts as Record<string, string>)[tag] = JSON.stringify(spoken);
    Object.assign(read(tag), spoken);
  }
  (languages as Record<string, Words>)[tag] = words;
  const tags = languageTags as unknown as string[];
  if (!tags.includes(tag)) tags.push(tag);
};

type WordFile = { language: string; file: string; source: string };

/** A half-written file ends too early: the place is its end. */
const syntaxProblem = ({ file, source }: WordFile, { message }: Error): Problem =>
  problemAt(file, Number(/line (\d+)/.exec(message)?.[1] ?? source.trimEnd().split("\n").length), message);

const wordProblems = ({ language, file, source }: WordFile, lines: readonly string[]): Problem[] =>
  lines
    .filter((line) => line.includes(`/${language}.json: `))
    .map((line) => {
      const text = line.slice(line.indexOf(".json: ") + ".json: ".length);
      return problemAt(file, lineOfKey(source, text.split(" ")[0] ?? ""), text);
    });

/**
 * Reads the words of all languages, if one of their files is not what it was, and puts those into use with which nothing
 * is wrong. Answers with the problems of each language.
 */
export const createWords = (folder: string): (() => ReadonlyMap<string, readonly Problem[]>) => {
  const problems = new Map<string, readonly Problem[]>();
  let last = "";
  return () => {
    const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
    const files = names.map((name): WordFile => {
      const file = join(folder, name);
      return { language: basename(name, ".json"), file, source: readFileSync(file, "utf8") };
    });
    const now = JSON.stringify(files);
    if (now === last) return problems;
    last = now;
    problems.clear();
    const parsed = new Map<WordFile, Words>();
    for (const file of files)
      try {
        parsed.set(file, JSON.parse(file.source));
      } catch (error) {
        problems.set(file.language, [syntaxProblem(file, error as Error)]);
      }
    const wordsOf = Object.fromEntries([...parsed].map(([{ language }, words]) => [language, words]));
    const lines = checkWords({ ...languages, ...wordsOf });
    for (const [file, words] of parsed) {
      const found = wordProblems(file, lines);
      problems.set(file.language, found);
      if (found.length === 0) putIntoUse(file.language as Language, words);
    }
    return problems;
  };
};
