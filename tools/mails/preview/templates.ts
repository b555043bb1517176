import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { codeMails } from "../../../src/templates/code-mails.ts";
import { noticeMails } from "../../../src/templates/notice-mails.ts";
import { createMailTemplate, type MailTemplate } from "../../../src/templates/render.ts";
import type { MailName } from "../../../src/templates/words.ts";
import { compileMail } from "../../build/template-compiler.ts";
import { precompile, variables } from "../../build/templates.ts";
import { templateLines } from "../template-line.ts";
import { type Problem, problemsIn } from "./problem.ts";

export type Templates = {
  /** Waits until the mail is what its template on disk makes; with a broken template it stays what it was. */
  ready: (name: MailName) => Promise<readonly Problem[]>;
  problems: () => Problem[];
};

const mailsInUse: Record<MailName, MailTemplate> = { ...codeMails, ...noticeMails };

const load = (html: string): unknown => runInThisContext(`(${precompile(html)})`);

/**
 * Compiles a mail when it is asked for and its files are not what they were, and puts it into the very object that the
 * functions render from: what is shown is made by the code that runs in Lambda.
 */
export const createTemplates = (folder: string): Templates => {
  const known = variables();
  const compiled = new Map<MailName, { source: string; problems: Promise<readonly Problem[]> }>();
  const broken = new Map<MailName, readonly Problem[]>();

  const compile = async (name: MailName, file: string): Promise<readonly Problem[]> => {
    const { main, parts } = await compileMail(file, known);
    const partials = Object.fromEntries([...parts].map(([part, html]) => [part, load(html)]));
    Object.assign(mailsInUse[name], createMailTemplate(name, { main: load(main), partials }));
    return [];
  };

  return {
    ready: (name) => {
      const file = join(folder, "emails", `${name}.mjml`);
      const source = templateLines(file)
        .map(({ text }) => text)
        .join("\n");
      const last = compiled.get(name);
      if (last?.source === source) return last.problems;
      // One after the other, so that the newest is the one that stays.
      const problems = Promise.resolve(last?.problems)
        .then(() => compile(name, file))
        .catch((error: Error) => problemsIn(error.message, file))
        .then((found) => {
          broken.set(name, found);
          return found;
        });
      compiled.set(name, { source, problems });
      return problems;
    },
    problems: () => [...broken.values()].flat(),
  };
};
