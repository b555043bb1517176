import type { Artifact } from "../artifacts.ts";
import type { Checked, Problem, Rules } from "../finding.ts";
import { functionsOf } from "../relations.ts";
import { at, type Named, textOf, texts } from "../template.ts";

/** `src/handlers/one.handler`: the file's name ends at the first dot, as Lambda's runtime reads it. */
const partsOf = (handler: string): { path: string; name: string } => {
  const [, path = "", name = ""] = /^((?:.*\/)?[^./]*)\.(.+)$/.exec(handler) ?? [];
  return { path: path.replace(/^\.\//, ""), name };
};

/** A bundle of esbuild, and what people write by hand. */
const exports = (code: string, name: string): boolean => {
  const word = name.replaceAll(/[$.]/g, "\\$&");
  return [
    `[{,]\\s*${word}\\s*:\\s*\\(\\)\\s*=>`,
    `exports(?:\\.${word}|\\[["']${word}["']\\])\\s*=`,
    `module\\.exports\\s*=\\s*\\{[^}]*\\b${word}\\b`,
    `export\\s+(?:async\\s+)?(?:const|let|var|function\\*?)\\s+${word}\\b`,
    `export\\s*\\{[^}]*\\b${word}\\b`,
  ].some((form) => new RegExp(form).test(code));
};

const problemOf = (one: Named, handler: string, files: Artifact): Problem | undefined => {
  const { path, name } = partsOf(handler);
  const code = [".js", ".mjs", ".cjs"].map((ending) => files.get(path + ending)).find((text) => text !== undefined);
  const has = [...files.keys()].join(", ") || "no script";
  if (code === undefined)
    return {
      resource: one.id,
      wrong: `its Handler is ${handler}, but its package holds ${has}: every call would fail.`,
      fix: "write the file's path without its ending, a dot and the export's name.",
    };
  return exports(code, name)
    ? undefined
    : {
        resource: one.id,
        wrong: `its Handler is ${handler}, but ${path} has no export ${name}: every call would fail.`,
        fix: "write the name of the export after the dot; the suite's is handler.",
      };
};

const check = async (one: Named, { template, artifacts }: Checked): Promise<Problem[]> => {
  const [handler] = texts(template, one.properties["Handler"]);
  const isNode = texts(template, one.properties["Runtime"]).some((runtime) => runtime.startsWith("nodejs"));
  const files = isNode ? await artifacts?.(textOf(at(one.properties, "Code", "S3Key") ?? "")) : undefined;
  const problem = handler && files ? problemOf(one, handler, files) : undefined;
  return problem ? [problem] : [];
};

/** What Lambda loads. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html */
export const handlerRules = {
  "function-handler": async (checked) =>
    (await Promise.all(functionsOf(checked.template).map((one) => check(one, checked)))).flat(),
} satisfies Rules;
