import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import mjml2html from "mjml";
import { SettingsError } from "../../src/runtime/errors.ts";
import { standIns } from "./stand-ins.ts";
import { tagProblems } from "./tag-balance.ts";
import { checkTemplate } from "./template-checks.ts";

const include = /<mj-include\s+path="([^"]+)"\s*\/>/g;

/** The reading direction, which MJML writes into every section as if all readers read from left to right. */
const readingDirection = [
  [/direction:ltr/g, "direction:{{direction}}"],
  [/text-align:left/g, "text-align:{{start}}"],
  [/ align="left"/g, ' align="{{start}}"'],
] as const;

const hiddenPreview = "display:none;font-size:1px;color:#ffffff;";

/** The HTML of a mail: its start and end, the parts that its `mj-include`s name, and what stands between them. */
export type MailHtml = { main: string; parts: Map<string, string> };

/** MJML to HTML with Handlebars in it. What is wrong with a template is told with its file and line. */
export async function compileMail(file: string, variables: ReadonlySet<string>): Promise<MailHtml> {
  const source = readFileSync(file, "utf8");
  const problems = [
    ...missingIncludes(file, source),
    ...filesOf(file, source).flatMap((path) => {
      const text = readFileSync(path, "utf8");
      return [...checkTemplate(path, text, variables), ...tagProblems(path, text)];
    }),
  ];
  if (problems.length > 0) {
    throw new SettingsError(problems.join("\n"));
  }
  const colours = standIns();
  const { html } = await toHtml(file, withMarks(source), colours.in);
  return inParts(finish(colours.out(html)));
}

const includesOf = (file: string, source: string) =>
  Array.from(source.matchAll(include), ({ 1: path = "", index }) => ({
    path: resolve(dirname(file), path),
    line: source.slice(0, index).split("\n").length,
  }));

const filesOf = (file: string, source: string): string[] => [
  file,
  ...includesOf(file, source).flatMap(({ path }) => (existsSync(path) ? [path] : [])),
];

const missingIncludes = (file: string, source: string): string[] =>
  includesOf(file, source)
    .filter(({ path }) => !existsSync(path))
    .map(
      ({ path, line }) =>
        `${relative(".", file)}:${line}: there is no ${relative(".", path)}. Fix: write it, or include another.`,
    );

async function toHtml(file: string, source: string, preprocessor: (source: string) => string) {
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
}

type MjmlError = Error & { errors?: { formattedMessage: string }[] };

const problemsOf = (file: string, { errors, message }: MjmlError): string[] =>
  (errors ?? [{ formattedMessage: message }]).map(({ formattedMessage }) => {
    const [, line = "1", at = file, problem = formattedMessage] =
      /^Line (\d+) of (.+?)(?:, included at .*?)? (\([\w-]+\) — .*)$/s.exec(formattedMessage) ?? [];
    return `${relative(".", at)}:${line}: ${problem}. Fix: as documentation.mjml.io has it.`;
  });

const withMarks = (source: string) =>
  source.replace(/<mj-column[\s\S]*?<\/mj-column>/g, (column) =>
    column.replace(include, (whole, path: string) => {
      const part = path.replace(/^.*\/|\.mjml$/g, "");
      return `<mj-raw>@@${part}@@</mj-raw>${whole}<mj-raw>@@/${part}@@</mj-raw>`;
    }),
  );

function finish(html: string): string {
  if (!html.includes(hiddenPreview)) {
    throw new Error(
      `MJML no longer hides the preview text with "${hiddenPreview}". Adapt tools/build/template-compiler.ts.`,
    );
  }
  // White on white and tiny letters count as attempts to deceive (SpamAssassin: HTML_FONT_LOW_CONTRAST, FONT_INVIS_MSGID).
  let finished = html.replace(hiddenPreview, "display:none;");
  for (const [pattern, replacement] of readingDirection) {
    finished = finished.replace(pattern, replacement);
  }
  return withoutIdleSpace(finished);
}

const structure = "(?:!\\[endif\\]--|!--\\[[^\\]]*\\]|/?(?:html|head|body|table|tbody|tr|td|div|noscript|xml|o:[^>]*))";

const withoutIdleSpace = (html: string) =>
  html
    .replace(new RegExp(`\\s+(?=<${structure}[\\s>/])`, "g"), "")
    .replace(new RegExp(`(<${structure}(?:\\s[^<>]*)?>)\\s+`, "g"), "$1")
    .replace(/\s*(@@[^@]+@@)\s*/g, "$1")
    .trim();

/** The includes in the card become parts; what stands before the first of them and after the last is the same in most mails. */
function inParts(html: string): MailHtml {
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
}
