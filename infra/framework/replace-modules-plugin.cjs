"use strict";
const { join, relative } = require("node:path");
const { imports } = require("../../package.json");

const root = join(__dirname, "..", "..");
const namespace = "replaced";

/** The name of a stand-in in esbuild's metafile. */
const standInNameOf = ({ name, path }) => (path ? relative(root, path).replaceAll("\\", "/") : `${namespace}:${name}`);

/** Files that import a module other than by the name under which it is replaced. Stand-ins may. */
const findEscapes = ({ inputs }, replacements) =>
  [...new Set([...Object.keys(imports), ...replacements.map(({ name }) => name)])].flatMap((name) => {
    const module = imports[name]?.replace("./", "") ?? `node_modules/${name}/`;
    const standIns = replacements.filter((one) => one.name === name).map(standInNameOf);
    return Object.entries(inputs)
      .filter(([importer, file]) => {
        const escapes = file.imports.some(({ path, original }) => path.includes(module) && original !== name);
        return escapes && !importer.includes(module) && !standIns.includes(importer);
      })
      .map(([importer]) => `${importer} imports ${module} by its path: write "${name}".`);
  });

/** Replacements that a bundle needs and does not contain. */
const findMissing = ({ outputs }, replacements, functions) =>
  Object.values(outputs).flatMap(({ entryPoint, inputs }) => {
    const files = Object.keys(inputs);
    const isEntry = ({ handler }) => handler.replace(/\.\w+$/, "") === entryPoint?.replace(/\.\w+$/, "");
    const name = Object.keys(functions).find((one) => isEntry(functions[one])) ?? entryPoint;
    return replacements
      .filter((one) => one.functions?.includes(name) ?? true)
      .filter(({ beside }) => !beside || files.some((file) => beside.test(file)))
      .filter((one) => !files.includes(standInNameOf(one)))
      .map(
        (one) =>
          `${name} does not import "${one.name}", which ${standInNameOf(one)} replaces: import it by that name, or correct \`functions\` in infra/framework/replacements.cjs.`,
      );
  });

/**
 * Replaces modules by the names under which they are imported. Stops the build if a replacement is unused: for example,
 * a function without the list of disposable domains would let every user in.
 */
exports.replaceModules = (replacements, functions) => ({
  name: "replace-modules",
  setup: ({ initialOptions, onResolve, onLoad, onEnd }) => {
    const unknown = replacements.flatMap((one) => one.functions ?? []).find((name) => !Object.hasOwn(functions, name));
    if (unknown) throw new Error(`infra/framework/replacements.cjs: serverless.yml has no function ${unknown}.`);
    initialOptions.metafile = true;
    const byName = new Map(replacements.map((one) => [one.name, one]));
    onResolve({ filter: new RegExp(`^(?:${[...byName.keys()].map(RegExp.escape).join("|")})$`) }, ({ path: name }) => {
      const { path } = byName.get(name);
      return path ? { path } : { path: name, namespace };
    });
    onLoad({ filter: /./, namespace }, ({ path: name }) => ({
      contents: byName.get(name).make(),
      resolveDir: root,
      loader: "js",
    }));
    onEnd(({ metafile }) => {
      if (!metafile) return;
      const problems = [...findEscapes(metafile, replacements), ...findMissing(metafile, replacements, functions)];
      return { errors: problems.map((text) => ({ text })) };
    });
  },
});
