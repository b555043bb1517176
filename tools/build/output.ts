import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { tagProblems } from "./tag-balance.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = "src/templates/compiled";
/** The digests of the output and of its sources, beside it. */
const stamp = join(root, folder, "digest");
/** The digests of what was found to be right, one a line. */
const checked = join(root, folder, "checked");

/** What the build writes, and git ignores. */
const output = /^src\/(?:templates\/compiled\/.+\.ts|pages\/compiled\.ts|client\/compiled\/.+\.js)$/;
/** What decides on it, beside the lock file, which says what MJML, Handlebars and esbuild make it. */
const source = /^(?:src\/(?:templates|pages|client)\/.+\.(?:ts|mjml|json|css)|tools\/build\/[\w-]+\.ts)$/;

/** A file's path from the project's folder, and its content. */
type File = readonly [path: string, content: string];

/** A file's text; empty if there is no such file, or no longer: an editor may remove a file in order to write it. */
const readText = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
};

const read = (paths: readonly string[]): File[] => paths.map((path) => [path, readText(join(root, path))]);

const paths = (): string[] =>
  ["src", "tools/build"].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: "utf8" })
      .map((path) => `${top}/${path.replaceAll("\\", "/")}`)
      .sort(),
  );
const readOutput = (): File[] => read(paths().filter((path) => output.test(path)));
const readSources = (): File[] =>
  read([...paths().filter((path) => source.test(path) && !output.test(path)), "package-lock.json"]);

/** A short name for files as they are. */
const digestOf = (files: readonly File[]): string => {
  const hash = createHash("sha256");
  for (const [path, content] of files) hash.update(`${path}\0${content.length}\0`).update(content);
  return hash.digest("base64url");
};

const stampOf = (digest: string): string => `${digest} ${digestOf(readOutput())}`;

const isJson = (text: string): boolean => {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
};

/** Whether a file may be one that an editor is about to write: empty, or cut off. */
const isHalf = ([path, content]: File): boolean =>
  content.trim() === "" ||
  (path.endsWith(".json") && !isJson(content)) ||
  (path.endsWith(".mjml") && (!/[>}]\s*$/.test(content) || tagProblems(path, content).length > 0));

/** Reads files again, for half a second, while one looks half-written. After that it is for the compilers to say what is wrong. */
export const readSettled = async (
  read: () => File[],
  wait: (milliseconds: number) => Promise<unknown> = sleep,
  tries = 5,
): Promise<File[]> => {
  const files = read();
  if (tries === 0 || !files.some(isHalf)) return files;
  await wait(100);
  return readSettled(read, wait, tries - 1);
};

const compile = async (): Promise<File[]> => {
  // Not before, for these take half a second to load.
  const [{ compileTemplates }, { compilePages }, { compileClient }] = await Promise.all([
    import("./templates.ts"),
    import("./pages.ts"),
    import("./client.ts"),
  ]);
  const [templates, pages, client] = await Promise.all([compileTemplates(), compilePages(), compileClient()]);
  return [
    ...templates.map(([path, content]): File => [`${folder}/${path}`, content]),
    ["src/pages/compiled.ts", pages],
    ["src/client/compiled/refusal.js", client],
  ];
};

/** Writes under another name and renames, so that whoever reads the file meanwhile reads one of the two, whole. */
const writeWhole = (file: string, content: string): void => {
  if (readText(file) === content) return;
  const unfinished = join(dirname(stamp), `${basename(file)}.${process.pid}.tmp`);
  for (const path of [unfinished, file]) mkdirSync(dirname(path), { recursive: true });
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
};

const write = (files: readonly File[]): void => {
  const wanted = files.map(([path]) => path);
  for (const [path] of readOutput()) if (!wanted.includes(path)) rmSync(join(root, path), { force: true });
  for (const [path, content] of files) writeWhole(join(root, path), content);
};

/**
 * Compiles the mails, the words, the pages and what apps import into src/templates/compiled, src/pages/compiled.ts and
 * src/client/compiled. Does nothing if they are of these sources already.
 * @returns the digests of the output and its sources
 * @throws SettingsError with file and line of what is wrong in a source
 */
export const buildOutput = async (): Promise<string> => {
  const before = stampOf(digestOf(readSources()));
  if (before === readText(stamp)) return before;
  // Before they are compiled: what is saved meanwhile is then seen as new by the next build.
  const digest = digestOf(await readSettled(readSources));
  write(await compile());
  const after = stampOf(digest);
  writeWhole(stamp, after);
  return after;
};

/** Does the work unless it was done without an error before, for the same `content`. */
export const doOnce = async (content: string, work: () => Promise<void>): Promise<void> => {
  const key = digestOf([["content", content]]);
  const known = readText(checked).split("\n");
  if (known.includes(key)) return;
  await work();
  writeWhole(checked, [...known.slice(-20), key].join("\n"));
};
