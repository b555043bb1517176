import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import JSZip from "jszip";
import { root } from "../../schema/folder.ts";
import { nobodysAws } from "./nobodys-aws.ts";

/** Files that a fresh clone does not have. */
const ownFiles =
  /^(?:node_modules|\.git|\.[a-z-]*(?:local|package|esbuild|serverless|preview|tmp)[\w-]*|coverage|reports|src\/(?:templates\/compiled|pages\/compiled\.ts|client\/compiled))$/;

/** Copies the project like a fresh clone with installed packages, so that a test can change files. */
export const copyProject = () => {
  const folder = mkdtempSync(join(tmpdir(), "project-"));
  cpSync(root, folder, { recursive: true, filter: (path) => !ownFiles.test(relative(root, path)) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  const inherited = Object.entries(process.env).filter(([name]) => !/^AWS_|^STAGE$/.test(name));
  const path = (file: string): string => join(folder, file);
  return {
    path,
    /** Runs a program in the copy. */
    run: (program: string, ...words: string[]) =>
      new Promise<{ code: number; output: string }>((done) => {
        execFile(
          program,
          words,
          { cwd: folder, env: { ...Object.fromEntries(inherited), ...nobodysAws, SLS_NOTIFICATIONS_MODE: "off" } },
          (error, output, errors) => done({ code: Number(error?.code ?? 0), output: output + errors }),
        );
      }),
    /** Replaces text in a file. @throws Error if the file does not contain it */
    edit: (file: string, from: string, to: string): void => {
      const text = readFileSync(path(file), "utf8");
      if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
      writeFileSync(path(file), text.replaceAll(from, to));
    },
    /** The code of a packaged function in a folder of the copy. */
    bundle: async (packages: string, name: string): Promise<string> => {
      const { files } = await JSZip.loadAsync(readFileSync(join(folder, packages, `${name}.zip`)));
      return (
        Object.values(files)
          .find(({ dir }) => !dir)
          ?.async("string") ?? ""
      );
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
