"use strict";
const { existsSync } = require("node:fs");
const { join, relative } = require("node:path");
const { imports } = require("../package.json");

const root = join(__dirname, "..");
const namespace = "replaced";

/** How esbuild's metafile calls a file of the project. */
const inMetafile = (path) => relative(root, path).replaceAll("\\", "/");

/** How it calls what stands in for a module. */
const standInOf = ({ name, path }) => (path ? inMetafile(path) : `${namespace}:${name}`);

/** A file of src that imports by its path what has a name in package.json escapes every replacement. */
const importsByPath = ({ inputs }) =>
  Object.entries(imports).flatMap(([name, target]) =>
    Object.entries(inputs)
      .filter(
        ([importer, file]) =>
          importer.startsWith("src/") &&
          file.imports.some(({ path, original }) => path === target.slice("./".length) && original !== name),
      )
      .map(([importer]) => `${importer} imports ${target} by its path: write "${name}".`),
  );

/** Packages that are replaced and in the bundle all the same. */
const leftIn = ({ inputs }, replacements) =>
  replacements
    .filter(({ name }) => !name.startsWith("#"))
    .flatMap(({ name }) =>
      Object.keys(inputs)
        .filter((path) => path.includes(`node_modules/${name}/`))
        .slice(0, 1)
        .map(
          (path) => `${path} is in the bundle, though infra/ replaces ${name}: look at who imports it, and as what.`,
        ),
    );

/** What a bundle needs and does not hold. */
const missingIn = ({ outputs }, replacements, functions) =>
  Object.values(outputs).flatMap(({ entryPoint, inputs }) => {
    const [name] = Object.entries(functions).find(
      ([, { handler }]) => handler.replace(/\.\w+$/, "") === entryPoint?.replace(/\.\w+$/, ""),
    ) ?? [entryPoint];
    const files = Object.keys(inputs);
    return replacements
      .filter((one) => !one.functions || one.functions.includes(name))
      .filter(({ beside }) => !beside || files.some((file) => beside.test(file)))
      .filter((one) => !files.includes(standInOf(one)))
      .map(
        (one) =>
          `${name} does not import "${one.name}", in whose place it was to get ${standInOf(one)}: import it by that name, or say in infra/replacements.cjs which function does.`,
      );
  });

/** Settings that ask for a replacement in a function that is not there would be ignored in silence. */
const checkNames = (replacements, functions) => {
  const unknown = replacements
    .flatMap(({ functions: needing = [] }) => needing)
    .find((name) => !Object.hasOwn(functions, name));
  if (unknown) throw new Error(`infra/replacements.cjs: serverless.yml has no function ${unknown}.`);
  const lost = Object.entries(imports).find(([, target]) => !existsSync(join(root, target)));
  if (lost) throw new Error(`package.json: imports: ${lost[0]}: there is no ${lost[1]}.`);
};

/**
 * Replaces modules by the names under which they are imported, and stops the build where a replacement was not used: a
 * function without the list of disposable domains, for one, would let everybody in.
 */
exports.replaceModules = (replacements, functions) => ({
  name: "replace-modules",
  setup: ({ initialOptions, onResolve, onLoad, onEnd }) => {
    checkNames(replacements, functions);
    initialOptions.metafile = true;
    const byName = new Map(replacements.map((one) => [one.name, one]));
    onResolve({ filter: /^[#@]/ }, ({ path: name }) => {
      const one = byName.get(name);
      return one && (one.path ? { path: one.path } : { path: name, namespace });
    });
    onLoad({ filter: /./, namespace }, ({ path: name }) => ({
      contents: byName.get(name).make(),
      resolveDir: root,
      loader: "js",
    }));
    onEnd(({ metafile }) => {
      if (!metafile) return;
      const problems = [
        ...importsByPath(metafile),
        ...leftIn(metafile, replacements),
        ...missingIn(metafile, replacements, functions),
      ];
      return { errors: problems.map((text) => ({ text })) };
    });
  },
});
