import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { checkWords } from "../../scripts/word-checks.ts";
import { codeMails, codeWords } from "../../src/templates/code-mails.ts";
import codeTexts from "../../src/templates/compiled/words/code.ts";
import noticeTexts from "../../src/templates/compiled/words/notice.ts";
import { languageTags } from "../../src/templates/compiled/words/tags.ts";
import { type Language, languages, type Words } from "../../src/templates/languages.ts";
import { noticeMails, noticeWords } from "../../src/templates/notice-mails.ts";
import { lineOfKey, type Problem, problemAt } from "./problem.ts";

export type WordFiles = {
  /** Reads the words again and puts them into use, unless something is wrong with them. */
  changed: (file: string) => void;
  /** What is wrong with a language. */
  problemsOf: (language: string) => readonly Problem[];
  problems: () => Problem[];
};

/** A half-written file ends too early: the place is its end. */
const jsonProblem = (file: string, source: string, { message }: Error): Problem =>
  problemAt(file, Number(/line (\d+)/.exec(message)?.[1] ?? source.trimEnd().split("\n").length), message);

const wordProblems = (file: string, source: string, language: string, words: object): Problem[] =>
  checkWords({ en: languages.en, [language]: words })
    .filter((line) => line.includes(`/${language}.json: `))
    .map((line) => {
      const text = line.slice(line.indexOf(".json: ") + ".json: ".length);
      return problemAt(file, lineOfKey(source, text.split(" ")[0] ?? ""), text);
    });

const picked = (mails: Words["mails"], names: object) =>
  Object.fromEntries(Object.entries(mails).filter(([name]) => Object.hasOwn(names, name)));

/** Puts words into the objects that the functions read from; a language they do not know yet becomes known. */
const putIntoUse = (language: string, words: Words): void => {
  const tag = language as Language;
  for (const [texts, read, names] of [
    [codeTexts, codeWords, codeMails],
    [noticeTexts, noticeWords, noticeMails],
  ] as const) {
    const spoken = { direction: words.direction, frame: words.frame, mails: picked(words.mails, names) };
    (texts as Record<string, string>)[tag] = JSON.stringify(spoken);
    Object.assign(read(tag), spoken);
  }
  (languages as Record<string, Words>)[tag] = words;
  const tags = languageTags as unknown as string[];
  if (!tags.includes(tag)) tags.push(tag);
};

/** The words of all languages, as they are on disk. */
export const createWords = (folder: string): WordFiles => {
  const broken = new Map<string, readonly Problem[]>();
  const changed = (file: string): void => {
    const language = basename(file, ".json");
    const source = readFileSync(file, "utf8");
    try {
      const words = JSON.parse(source) as Words;
      const problems = wordProblems(file, source, language, words);
      if (problems.length === 0) putIntoUse(language, words);
      broken.set(language, problems);
    } catch (error) {
      broken.set(language, [jsonProblem(file, source, error as Error)]);
    }
  };
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  for (const file of files.sort((one, other) => Number(other === "en.json") - Number(one === "en.json")))
    changed(join(folder, file));
  return {
    changed,
    problemsOf: (language) => broken.get(language) ?? [],
    problems: () => [...broken.values()].flat(),
  };
};
