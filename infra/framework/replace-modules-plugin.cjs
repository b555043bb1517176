"use strict";
const { join, relative } = require("node:path");
const { imports } = require("../../package.json");

const root = join(__dirname, "..", "..");
const namespace = "replaced";

/** How esbuild's metafile calls what stands in for a module. */
const standInOf = ({ name, path }) => (path ? relative(root, path).replaceAll("\\", "/") : `${namespace}:${name}`);

/** Who imports a module in another way than by the name under which it can be replaced; a stand-in may. */
const escapesOf = ({ inputs }, replacements) =>
  [...new Set([...Object.keys(imports), ...replacements.map(({ name }) => name)])].flatMap((name) => {
    const module = imports[name]?.replace("./", "") ?? `node_modules/${name}/`;
    const standIns = replacements.filter((one) => one.name === name).map(standInOf);
    return Object.entries(inputs)
      .filter(([importer, file]) => {
        const escapes = file.imports.some(({ path, original }) => path.includes(module) && original !== name);
        return escapes && !importer.includes(module) && !standIns.includes(importer);
      })
      .map(([importer]) => `${importer} imports ${module} by its path: write "${name}".`);
  });

/** What a bundle needs and does not hold. */
const missingIn = ({ outputs }, replacements, functions) =>
  Object.values(outputs).flatMap(({ entryPoint, inputs }) => {
    const files = Object.keys(inputs);
    const isEntry = ({ handler }) => handler.replace(/\.\w+$/, "") === entryPoint?.replace(/\.\w+$/, "");
    const name = Object.keys(functions).find((one) => isEntry(functions[one])) ?? entryPoint;
    return replacements
      .filter((one) => one.functions?.includes(name) ?? true)
      .filter(({ beside }) => !beside || files.some((file) => beside.test(file)))
      .filter((one) => !files.includes(standInOf(one)))
      .map(
        (one) =>
          `${name} does not import "${one.name}", in whose place it was to get ${standInOf(one)}: import it by that name, or say in infra/framework/replacements.cjs which function does.`,
      );
  });

/**
 * Replaces modules by the names under which they are imported, and stops the build where a replacement was not used: a
 * function without the list of disposable domains, for one, would let everybody in.
 */
exports.replaceModules = (replacements, functions) => ({
  name: "replace-modules",
  setup: ({ initialOptions, onResolve, onLoad, onEnd }) => {
    const unknown = replacements.flatMap((one) => one.functions ?? []).find((name) => !Object.hasOwn(functions, name));
    if (unknown) throw new Error(`infra/framework/replacements.cjs: serverless.yml has no function ${unknown}.`);
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
      const problems = [...escapesOf(metafile, replacements), ...missingIn(metafile, replacements, functions)];
      return { errors: problems.map((text) => ({ text })) };
    });
  },
});
