import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import mjml2html from "mjml";
import { SettingsError } from "../../src/runtime/errors.ts";
import { newStandIns } from "./stand-ins.ts";
import { findTagProblems } from "./tag-balance.ts";
import { checkTemplate } from "./template-checks.ts";

const include = /<mj-include\s+path="([^"]+)"\s*\/>/g;

/** MJML writes the direction left to right into every section. */
const readingDirection = [
  [/direction:ltr/g, "direction:{{direction}}"],
  [/text-align:left/g, "text-align:{{start}}"],
  [/ align="left"/g, ' align="{{start}}"'],
] as const;

const hiddenPreview = "display:none;font-size:1px;color:#ffffff;";

/** The HTML of a mail. `parts` has its start, its end and each `mj-include`, and `main` what is between them. */
export type MailHtml = { main: string; parts: Map<string, string> };

/** Compiles MJML to HTML with Handlebars. @throws SettingsError with the file and line of each mistake */
export const compileMail = async (file: string, variables: ReadonlySet<string>): Promise<MailHtml> => {
  const source = readFileSync(file, "utf8");
  const problems = [
    ...findMissingIncludes(file, source),
    ...filesOf(file, source).flatMap((path) => {
      const text = readFileSync(path, "utf8");
      return [...checkTemplate(path, text, variables), ...findTagProblems(path, text)];
    }),
  ];
  if (problems.length > 0) {
    throw new SettingsError(problems.join("\n"));
  }
  const colours = newStandIns();
  const { html } = await toHtml(file, markIncludes(source), colours.in);
  return splitIntoParts(finishHtml(colours.out(html)));
};

const includesOf = (file: string, source: string) =>
  Array.from(source.matchAll(include), ({ 1: path = "", index }) => ({
    path: resolve(dirname(file), path),
    line: source.slice(0, index).split("\n").length,
  }));

const filesOf = (file: string, source: string): string[] => [
  file,
  ...includesOf(file, source).flatMap(({ path }) => (existsSync(path) ? [path] : [])),
];

const findMissingIncludes = (file: string, source: string): string[] =>
  includesOf(file, source)
    .filter(({ path }) => !existsSync(path))
    .map(
      ({ path, line }) =>
        `${relative(".", file)}:${line}: ${relative(".", path)} does not exist. Fix: create it, or include another file.`,
    );

const toHtml = async (file: string, source: string, preprocessor: (source: string) => string) => {
  try {
    return await mjml2html(source, {
      filePath: file,
      actualPath: file,
      includePath: resolve(dirname(file), "..", "partials"),
      ignoreIncludes: false,
      preprocessors: [preprocessor],
      validationLevel: "strict",
      fonts: {},
      keepComments: false,
      minify: true,
    });
  } catch (error) {
    throw new SettingsError(problemsOf(file, error as MjmlError).join("\n"));
  }
};

type MjmlError = Error & { errors?: { formattedMessage: string }[] };

const problemsOf = (file: string, { errors, message }: MjmlError): string[] =>
  (errors ?? [{ formattedMessage: message }]).map(({ formattedMessage }) => {
    const [, line = "1", at = file, problem = formattedMessage] =
      /^Line (\d+) of (.+?)(?:, included at .*?)? (\([\w-]+\) — .*)$/s.exec(formattedMessage) ?? [];
    return `${relative(".", at)}:${line}: ${problem}. Fix: see documentation.mjml.io.`;
  });

const markIncludes = (source: string) =>
  source.replace(/<mj-column[\s\S]*?<\/mj-column>/g, (column) =>
    column.replace(include, (whole, path: string) => {
      const part = path.replace(/^.*\/|\.mjml$/g, "");
      return `<mj-raw>@@${part}@@</mj-raw>${whole}<mj-raw>@@/${part}@@</mj-raw>`;
    }),
  );

const finishHtml = (html: string): string => {
  if (!html.includes(hiddenPreview)) {
    throw new Error(
      `MJML no longer hides the preview text with "${hiddenPreview}". Adapt tools/build/template-compiler.ts.`,
    );
  }
  // Spam filters penalize white on white and tiny letters (SpamAssassin: HTML_FONT_LOW_CONTRAST, FONT_INVIS_MSGID).
  let finished = html.replace(hiddenPreview, "display:none;");
  for (const [pattern, replacement] of readingDirection) {
    finished = finished.replace(pattern, replacement);
  }
  return removeIdleSpace(finished);
};

const structure = "(?:!\\[endif\\]--|!--\\[[^\\]]*\\]|/?(?:html|head|body|table|tbody|tr|td|div|noscript|xml|o:[^>]*))";

const removeIdleSpace = (html: string) =>
  html
    .replace(new RegExp(`\\s+(?=<${structure}[\\s>/])`, "g"), "")
    .replace(new RegExp(`(<${structure}(?:\\s[^<>]*)?>)\\s+`, "g"), "$1")
    .replace(/\s*(@@[^@]+@@)\s*/g, "$1")
    .trim();

/** The includes become parts. Most mails share what comes before the first and after the last. */
const splitIntoParts = (html: string): MailHtml => {
  const parts = new Map<string, string>();
  const [, start, middle = html, end] = /^([\s\S]*?)(@@[\s\S]*@@)([\s\S]*)$/.exec(html) ?? [];
  const main = middle.replace(/@@([\w-]+)@@([\s\S]*?)@@\/\1@@/g, (_, part: string, text: string) => {
    parts.set(part, text);
    return `{{> ${part}}}`;
  });
  if (start === undefined || end === undefined) {
    return { main, parts };
  }
  parts.set("start", start).set("end", end);
  return { main: `{{> start}}${main}{{> end}}`, parts };
};
