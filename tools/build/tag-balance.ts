import { relative } from "node:path";

const tag = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;
const empty = new Set(["br", "hr", "img", "input", "link", "meta", "col"]);

/** Unbalanced tags of a template, with file and line. MJML silently drops their content. */
export const findTagProblems = (file: string, source: string): string[] => {
  const name = relative(".", file);
  const lineAt = (index: number) => source.slice(0, index).split("\n").length;
  const open: Array<{ element: string; line: number }> = [];
  for (const { index, 1: closing, 2: element, 3: rest } of source.matchAll(tag)) {
    if (!element || empty.has(element.toLowerCase()) || rest?.trimEnd().endsWith("/")) continue;
    if (!closing) open.push({ element, line: lineAt(index) });
    else if (open.at(-1)?.element === element) open.pop();
    else {
      const waiting = open.at(-1);
      return [
        waiting
          ? `${name}:${waiting.line}: <${waiting.element}> is not closed before </${element}> on line ${lineAt(index)}. Fix: write </${waiting.element}>.`
          : `${name}:${lineAt(index)}: </${element}> has no opening tag. Fix: remove it, or write <${element}>.`,
      ];
    }
  }
  return open
    .slice(-1)
    .map(({ element, line }) => `${name}:${line}: <${element}> is never closed. Fix: write </${element}>.`);
};
