import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { codeWords } from "../../../src/templates/code-mails.ts";
import codeTexts from "../../../src/templates/compiled/words/code.ts";
import noticeTexts from "../../../src/templates/compiled/words/notice.ts";
import { languageTags } from "../../../src/templates/compiled/words/tags.ts";
import { type Language, languages, type Words } from "../../../src/templates/languages.ts";
import { noticeWords } from "../../../src/templates/notice-mails.ts";
import { wordParts } from "../../build/word-files.ts";
import { checkWords } from "../../build/words.ts";
import { findKeyLine, newProblem, type Problem } from "./problem.ts";

/** Puts words into the objects that src reads from, and adds the language if it is new. */
const useWords = (tag: Language, words: Words): void => {
  for (const [texts, read, pick] of [
    [codeTexts, codeWords, wordParts.code],
    [noticeTexts, noticeWords, wordParts.notice],
  ] as const) {
    const spoken = pick(words);
    (texts as Record<string, string>)[tag] = JSON.stringify(spoken);
    Object.assign(read(tag), spoken);
  }
  (languages as Record<string, Words>)[tag] = words;
  const tags = languageTags as unknown as string[];
  if (!tags.includes(tag)) tags.push(tag);
};

type WordFile = { language: string; file: string; source: string };

/** An unfinished file ends too early, so its end is the place of the error. */
const newSyntaxProblem = ({ file, source }: WordFile, { message }: Error): Problem =>
  newProblem(file, Number(/line (\d+)/.exec(message)?.[1] ?? source.trimEnd().split("\n").length), message);

const findWordProblems = ({ language, file, source }: WordFile, lines: readonly string[]): Problem[] =>
  lines
    .filter((line) => line.includes(`/${language}.json: `))
    .map((line) => {
      const text = line.slice(line.indexOf(".json: ") + ".json: ".length);
      return newProblem(file, findKeyLine(source, text.split(" ")[0] ?? ""), text);
    });

/** Reads the words if a file has changed, and uses those without errors. @returns the errors of each language */
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
        problems.set(file.language, [newSyntaxProblem(file, error as Error)]);
      }
    const wordsOf = Object.fromEntries([...parsed].map(([{ language }, words]) => [language, words]));
    const lines = checkWords({ ...languages, ...wordsOf });
    for (const [file, words] of parsed) {
      const found = findWordProblems(file, lines);
      problems.set(file.language, found);
      if (found.length === 0) useWords(file.language as Language, words);
    }
    return problems;
  };
};
