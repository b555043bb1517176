import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { runInThisContext } from "node:vm";
import { precompile, variables } from "../../scripts/build-templates.ts";
import { compileMail } from "../../scripts/template-compiler.ts";
import { codeMails } from "../../src/templates/code-mails.ts";
import { noticeMails } from "../../src/templates/notice-mails.ts";
import { type Mail, mail } from "../../src/templates/render.ts";
import { type Problem, problemsIn } from "./problem.ts";

export type Templates = {
  /** Waits until the mail is what its template on disk makes; with a broken template it stays what it was. */
  ready: (name: string) => Promise<readonly Problem[]>;
  /** Forgets what was compiled from this file, and tells the mails that were. */
  changed: (file: string) => string[];
  problems: () => Problem[];
};

const mailsInUse: Record<string, Mail> = { ...codeMails, ...noticeMails };

const loaded = (html: string): unknown => runInThisContext(`(${precompile(html)})`);

const filesOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".mjml"))
    .sort();

/**
 * Compiles mails when they are asked for, and puts each into the very object that the functions render from: what is
 * shown is made by the code that runs in Lambda.
 */
export const createTemplates = (folder: string): Templates => {
  const emails = join(folder, "emails");
  const known = variables();
  const compiling = new Map<string, Promise<readonly Problem[]>>();
  const broken = new Map<string, readonly Problem[]>();

  const compile = async (name: string): Promise<readonly Problem[]> => {
    const file = join(emails, `${name}.mjml`);
    try {
      const { main, parts } = await compileMail(file, known);
      const partials = Object.fromEntries([...parts].map(([part, html]) => [part, loaded(html)]));
      const fresh = mail(name as Mail["name"], { main: loaded(main), partials });
      const inUse = mailsInUse[name];
      if (inUse) Object.assign(inUse, fresh);
      return [];
    } catch (error) {
      return problemsIn((error as Error).message, file);
    }
  };

  const ready = (name: string): Promise<readonly Problem[]> => {
    const begun = compiling.get(name);
    if (begun !== undefined) return begun;
    const work: Promise<readonly Problem[]> = compile(name).then((problems) => {
      if (compiling.get(name) !== work) return ready(name);
      if (problems.length > 0) broken.set(name, problems);
      else broken.delete(name);
      return problems;
    });
    compiling.set(name, work);
    return work;
  };

  const uses = (file: string): string[] =>
    filesOf(emails)
      .filter(
        (email) =>
          email === basename(file) || readFileSync(join(emails, email), "utf8").includes(`/${basename(file)}"`),
      )
      .map((email) => basename(email, ".mjml"));

  return {
    ready,
    changed: (file) => {
      const mails = uses(file);
      for (const name of mails) compiling.delete(name);
      return mails;
    },
    problems: () => [...broken.values()].flat(),
  };
};
