import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createSave, readSaved } from "../saved-file.ts";
import type { DataStore, DataStoreFactory } from "./library.ts";

type Tree = { [key: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;
const toPath = (key: string | string[]): string[] => [key].flat();
const reviveDates = (key: string, value: unknown): unknown =>
  key.endsWith("Date") && typeof value === "string" ? new Date(value) : value;

const getValue = (tree: Tree, keys: readonly string[]): unknown =>
  keys.reduce<unknown>((value, key) => (isTree(value) && Object.hasOwn(value, key) ? value[key] : undefined), tree);

const ensureParent = (tree: Tree, keys: readonly string[]): Tree =>
  keys.slice(0, -1).reduce((branch, key) => {
    const next = isTree(branch[key]) ? branch[key] : {};
    branch[key] = next;
    return next as Tree;
  }, tree);

const createStore = async (file: string, defaults: object): Promise<DataStore> => {
  const saved = (await readSaved(file, reviveDates)) as Tree | undefined;
  const tree: Tree = { ...defaults, ...saved };
  const save = createSave(file);
  const write = () => save(JSON.stringify(tree, undefined, 2));
  await write();
  return {
    get: async (_context, key, otherwise) => structuredClone(getValue(tree, toPath(key)) ?? otherwise ?? null),
    getRoot: async () => structuredClone(tree),
    set: async (_context, key, value) => {
      const keys = toPath(key);
      ensureParent(tree, keys)[keys.at(-1) as string] = structuredClone(value);
      await write();
    },
    delete: async (_context, key) => {
      const keys = toPath(key);
      delete ensureParent(tree, keys)[keys.at(-1) as string];
      await write();
    },
  };
};

/** Stores the pool's users in JSON files. The library's own store may mix overlapping writes. */
export const createStores = (folder: string): DataStoreFactory => ({
  create: async (_context, id, defaults) => {
    await mkdir(folder, { recursive: true });
    return createStore(join(folder, `${id}.json`), defaults);
  },
});
