import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { codeMails } from "../../../src/templates/code-mails.ts";
import { noticeMails } from "../../../src/templates/notice-mails.ts";
import { createMailTemplate, type MailTemplate } from "../../../src/templates/render.ts";
import type { MailName } from "../../../src/templates/words.ts";
import { compileMail } from "../../build/template-compiler.ts";
import { listVariables, precompile } from "../../build/templates.ts";
import { readTemplateLines } from "../template-line.ts";
import { type Problem, parseProblems } from "./problem.ts";

type Templates = {
  /** Compiles the mail if its template has changed. A template with errors changes nothing. */
  prepare: (name: MailName) => Promise<readonly Problem[]>;
  listProblems: () => Problem[];
};

const mailsInUse: Record<MailName, MailTemplate> = { ...codeMails, ...noticeMails };

const load = (html: string): unknown => runInThisContext(`(${precompile(html)})`);

/** Puts compiled mails into the objects that src renders from, so that the preview runs the same code as Lambda. */
export const createTemplates = (folder: string): Templates => {
  const known = listVariables();
  const compiled = new Map<MailName, { source: string; problems: Promise<readonly Problem[]> }>();
  const broken = new Map<MailName, readonly Problem[]>();

  const compile = async (name: MailName, file: string): Promise<readonly Problem[]> => {
    const { main, parts } = await compileMail(file, known);
    const partials = Object.fromEntries([...parts].map(([part, html]) => [part, load(html)]));
    Object.assign(mailsInUse[name], createMailTemplate(name, { main: load(main), partials }));
    return [];
  };

  return {
    prepare: (name) => {
      const file = join(folder, "emails", `${name}.mjml`);
      const source = readTemplateLines(file)
        .map(({ text }) => text)
        .join("\n");
      const last = compiled.get(name);
      if (last?.source === source) return last.problems;
      // One after another, so that the newest version wins.
      const problems = Promise.resolve(last?.problems)
        .then(() => compile(name, file))
        .catch((error: Error) => parseProblems(error.message, file))
        .then((found) => {
          broken.set(name, found);
          return found;
        });
      compiled.set(name, { source, problems });
      return problems;
    },
    listProblems: () => [...broken.values()].flat(),
  };
};
