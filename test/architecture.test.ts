import { existsSync, globSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "@jest/globals";

/** The layers, lowest first. Each may import the layers below it. biome.json restricts imports within src. */
const layers = ["src", "schema", "infra", "local", "tools"];

const { imports } = JSON.parse(readFileSync("package.json", "utf8")) as { imports: Record<string, string> };
const files = layers.flatMap((layer) => globSync(`${layer}/**/*.{ts,cjs,js}`)).map(normalize);

type Graph = Record<string, string[]>;

const listImports = (file: string): string[] =>
  Array.from(
    readFileSync(file, "utf8").matchAll(/(?:from|import\(|require\(|import)\s*"([.#][^"]+)"/g),
    ([, name = ""]) => normalize(imports[name] ?? join(dirname(file), name)),
  ).filter((path) => existsSync(path));

const graph: Graph = Object.fromEntries(files.map((file) => [file, listImports(file)]));

/** Import cycles, each as a path of files. */
const findCycles = (graph: Graph): string[][] => {
  const done = new Set<string>();
  const found: string[][] = [];
  const walk = (file: string, way: string[]): void => {
    const start = way.indexOf(file);
    if (start >= 0) found.push([...way.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    for (const next of graph[file] ?? []) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of Object.keys(graph)) walk(file, []);
  return found;
};

const layerOf = (file: string): string => file.split("/")[0] ?? "";

const findUpwardImports = (graph: Graph): string[] =>
  Object.entries(graph).flatMap(([file, targets]) =>
    targets
      .filter((target) => [...layers, "test"].indexOf(layerOf(target)) > layers.indexOf(layerOf(file)))
      .map((target) => `${file} imports ${target}`),
  );

it("finds imports by path, by name and by require", () => {
  expect(files.length).toBeGreaterThan(300);
  expect(graph["src/handlers/pre-signup.ts"]).toEqual(
    expect.arrayContaining(["src/steps/disposable-domains.ts", "src/runtime/trigger.ts", "suite.config.ts"]),
  );
  expect(graph["infra/framework/variables.cjs"]).toContain("schema/read.ts");
});

it("detects cycles and upward imports", () => {
  expect(findCycles({ a: ["b"], b: ["c"], c: ["b"] })).toEqual([["b", "c", "b"]]);
  expect(findUpwardImports({ "infra/a.ts": ["tools/b.ts", "test/c.ts", "src/d.ts"] })).toHaveLength(2);
});

it("has no import cycle", () => {
  expect(findCycles(graph)).toEqual([]);
});

it("imports nothing from a higher layer or a test", () => {
  expect(findUpwardImports(graph)).toEqual([]);
});

it("imports only packages that package.json lists, and lists only packages in use", () => {
  const { scripts, ...lists } = JSON.parse(readFileSync("package.json", "utf8"));
  const listed = Object.keys({ ...lists.dependencies, ...lists.devDependencies, ...lists.optionalDependencies });
  const sources = globSync([...layers, "test"].map((folder) => `${folder}/**/*.{ts,cjs,mjs}`))
    .filter((file) => !/compiled|architecture/.test(file))
    .map((file) => readFileSync(file, "utf8"));
  const imported = sources.flatMap((text) =>
    Array.from(
      text.matchAll(/^.*?(?:from |import |import\(|require\()"((?:@[\w-]+\/)?[\w-]+)(?:\/[^"]*)?"/gm),
      ([, name = ""]) => name,
    ),
  );
  const missing = imported.filter((name) => !builtinModules.includes(name) && !listed.includes(name));
  expect([...new Set(missing)]).toEqual(["aws-lambda"]); // types alone, of @types/aws-lambda
  const configured = ["serverless.yml", "jest.config.cjs", "stryker.config.json"].map((file) =>
    readFileSync(file, "utf8"),
  );
  const used = [...sources, ...configured, ...Object.values<string>(scripts)].join("\n");
  // aws-cdk-lib needs the first, and the local stack asks for the second by the machine's platform.
  expect(listed.filter((name) => !used.includes(name.replace(/^@(?:types|biomejs)\//, "")))).toEqual([
    "constructs",
    "@dynoxide/linux-x64",
  ]);
});

it("counts the files and lines of each layer", () => {
  const importers = new Map<string, number>();
  for (const target of Object.values(graph).flat()) importers.set(target, (importers.get(target) ?? 0) + 1);
  const rows = layers.map((layer) => {
    const own = files.filter((file) => layerOf(file) === layer && !file.includes("compiled"));
    const lines = own.reduce((sum, file) => sum + readFileSync(file, "utf8").split("\n").length - 1, 0);
    const single = own.filter((file) => importers.get(file) === 1);
    return { layer, files: own.length, lines, "with one importer": single.length };
  });
  console.table(rows);
  expect(rows.filter(({ files }) => files === 0)).toEqual([]);
});
