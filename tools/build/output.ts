import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../../schema/folder.ts";
import { findTagProblems } from "./tag-balance.ts";

const folder = "src/templates/compiled";
/** The digests of the output and of its sources. */
const stampFile = join(root, folder, "digest");
/** The digests of checked content, one per line. */
const checkedFile = join(root, folder, "checked");

/** The files that the build writes and git ignores. */
const outputPattern = /^src\/(?:templates\/compiled\/.+\.ts|pages\/compiled\.ts|client\/compiled\/.+\.js)$/;
/** The sources. The lock file is another: it fixes the versions of MJML, Handlebars and esbuild. */
const sourcePattern = /^(?:src\/(?:templates|pages|client)\/.+\.(?:ts|mjml|json|css)|tools\/build\/[\w-]+\.ts)$/;

/** The path is relative to the project's folder. */
type File = readonly [path: string, content: string];

/** The text of a file, or "" if it does not exist: an editor may remove a file before it writes it. */
const readText = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
};

const readFiles = (paths: readonly string[]): File[] => paths.map((path) => [path, readText(join(root, path))]);

const listPaths = (): string[] =>
  ["src", "tools/build"].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: "utf8" })
      .map((path) => `${top}/${path.replaceAll("\\", "/")}`)
      .sort(),
  );
const readOutput = (): File[] => readFiles(listPaths().filter((path) => outputPattern.test(path)));
const readSources = (): File[] =>
  readFiles([
    ...listPaths().filter((path) => sourcePattern.test(path) && !outputPattern.test(path)),
    "package-lock.json",
  ]);

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

/** Whether an editor may still be writing the file: it is empty or cut off. */
const isUnfinished = async ([path, content]: File): Promise<boolean> => {
  if (content.trim() === "") return true;
  if (path.endsWith(".json")) return !isJson(content);
  if (path.endsWith(".mjml")) return !/[>}]\s*$/.test(content) || findTagProblems(path, content).length > 0;
  const { transform } = await import("esbuild");
  return transform(content, { loader: path.endsWith(".css") ? "css" : "ts" }).then(
    // For CSS that is cut off, esbuild only warns.
    ({ warnings }) => warnings.length > 0,
    () => true,
  );
};

/** Reads files again while one looks unfinished, for half a second. After that, the compilers report what is wrong. */
export const readSettled = async (
  read: () => File[],
  wait: (milliseconds: number) => Promise<unknown> = sleep,
  tries = 5,
): Promise<File[]> => {
  const files = read();
  if (tries === 0 || !(await Promise.all(files.map(isUnfinished))).includes(true)) return files;
  await wait(100);
  return readSettled(read, wait, tries - 1);
};

const compile = async (): Promise<File[]> => {
  // These take half a second to load.
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

/** Writes a temporary file and renames it, so that readers see either the old or the new content. */
const writeAtomically = (file: string, content: string): void => {
  if (readText(file) === content) return;
  const unfinished = join(dirname(stampFile), `${basename(file)}.${process.pid}.tmp`);
  for (const path of [unfinished, file]) mkdirSync(dirname(path), { recursive: true });
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
};

const writeOutput = (files: readonly File[]): void => {
  const wanted = files.map(([path]) => path);
  for (const [path] of readOutput()) if (!wanted.includes(path)) rmSync(join(root, path), { force: true });
  for (const [path, content] of files) writeAtomically(join(root, path), content);
};

/**
 * Compiles the mails, words, pages and the client module into src/templates/compiled, src/pages/compiled.ts and
 * src/client/compiled. Does nothing if the sources have not changed.
 * @returns the digests of the output and its sources
 * @throws SettingsError with the file and line of each mistake in a source
 */
export const buildOutput = async (): Promise<string> => {
  const before = stampOf(digestOf(readSources()));
  if (before === readText(stampFile)) return before;
  // Read before compiling, so that the next build notices a source that is saved meanwhile.
  const digest = digestOf(await readSettled(readSources));
  writeOutput(await compile());
  const after = stampOf(digest);
  writeAtomically(stampFile, after);
  return after;
};

/** Does the work unless it succeeded before for the same `content`. */
export const doOnce = async (content: string, work: () => Promise<void>): Promise<void> => {
  const key = digestOf([["content", content]]);
  const known = readText(checkedFile).split("\n");
  if (known.includes(key)) return;
  await work();
  writeAtomically(checkedFile, [...known.slice(-20), key].join("\n"));
};
