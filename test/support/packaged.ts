import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { nobodysAws } from "./nobodys-aws.ts";

const root = resolve(__dirname, "../..");
const framework = join(root, "test/support/framework.ts");

export type Resource = {
  Type: string;
  Properties: Record<string, unknown>;
  DependsOn?: string | string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};
export type Template = { Resources: Record<string, Resource>; Outputs: Record<string, { Value: unknown }> };

/** In the project, so that bundles find their packages, and one per process, so that several can package at once. */
const buildFolder = `.local/build/package-${process.pid}`;

/** Without the developer's credentials and region: some tests run `deploy`, which must not find any. */
const environment = (config?: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"))),
  ...nobodysAws,
  SLS_NOTIFICATIONS_MODE: "off",
  BUILD_FOLDER: buildFolder,
  ...(config && { SUITE_CONFIG: config }),
});

/** Runs the framework as the commands do. `config` is a settings folder. @throws its output if it fails */
export const runFramework = (words: readonly string[], config?: string): string => {
  try {
    return execFileSync(process.execPath, [framework, ...words], {
      cwd: root,
      env: environment(config),
      stdio: "pipe",
      encoding: "utf8",
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${stdout}${stderr}`);
  }
};

export type Packaged = { folder: string; file: string; text: string; template: Template };

const readPackage = (folder: string): Packaged => {
  const file = join(folder, "cloudformation-template-update-stack.json");
  const text = readFileSync(file, "utf8");
  return { folder, file, text, template: JSON.parse(text) };
};

/** Waits synchronously, as the caller does. */
const pause = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

/**
 * The package of a stage, with the project's settings or another folder's. Packaging takes seconds, so the first caller
 * in a run of jest packages for all workers. Tests must not change the folder, which is deleted after the run.
 * @throws the framework's output if it fails
 */
export const readPackagedTemplate = (stage: string, config = "."): Packaged => {
  const shared = process.env["SHARED_PACKAGES"];
  if (!shared) throw new Error("SHARED_PACKAGES is not set: test/support/share-packages.ts creates this folder.");
  const folder = join(shared, `${stage} ${config}`.replaceAll(/[^\w-]+/g, "_"));
  const [done, failed] = [`${folder}.done`, `${folder}.failed`];
  if (mkdirSync(folder, { recursive: true }) !== undefined)
    try {
      runFramework(["package", "--stage", stage, "--package", folder], config === "." ? undefined : config);
      writeFileSync(done, "");
    } catch (error) {
      writeFileSync(failed, String((error as Error).message));
    } finally {
      rmSync(join(root, buildFolder), { recursive: true, force: true });
    }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error(readFileSync(failed, "utf8"));
    pause(100);
  }
  return readPackage(folder);
};

/** The names in a value's Ref, Fn::GetAtt and Fn::Sub. */
const findNames = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(findNames);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "Ref") return [String(inner)];
    if (key === "Fn::GetAtt") return [String(Array.isArray(inner) ? inner[0] : inner).split(".")[0] ?? ""];
    if (key === "Fn::Sub") {
      const [text, values] = Array.isArray(inner) ? inner : [inner, {}];
      const own = Object.keys(values as object);
      const named = [...String(text).matchAll(/\$\{([\w:]+)(?:\.[^}]*)?\}/g)].map(([, name = ""]) => name);
      return [...named.filter((name) => !own.includes(name)), ...findNames(values)];
    }
    return findNames(inner);
  });
};

/** The dependencies of each resource, by the template's references. */
export const listNeeds = ({ Resources }: Template): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(Resources).map(([name, { Properties, DependsOn = [] }]) => [
      name,
      [...new Set([...findNames(Properties), ...[DependsOn].flat()])].filter((needed) => !needed.startsWith("AWS::")),
    ]),
  );

/** Resources with a circular dependency, which CloudFormation rejects; empty if there is none. */
export const findCircle = (graph: Record<string, string[]>): string[] => {
  const done = new Set<string>();
  const visit = (name: string, path: string[]): string[] => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return [];
    for (const needed of graph[name] ?? []) {
      const found = visit(needed, [...path, name]);
      if (found.length > 0) return found;
    }
    done.add(name);
    return [];
  };
  return Object.keys(graph).reduce<string[]>((found, name) => (found.length > 0 ? found : visit(name, [])), []);
};
