import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "@jest/globals";
import { createSave, readSaved } from "../../local/saved-file.ts";

const folder = mkdtempSync(join(tmpdir(), "saved-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("reads what was saved, and nothing before that", async () => {
  const file = join(folder, "users.json");
  expect(await readSaved(file)).toBeUndefined();
  await createSave(file)('{"a":1}');
  expect(await readSaved(file)).toEqual({ a: 1 });
});

it("does not take a file that it cannot read for a missing one, which would be written anew", async () => {
  await expect(readSaved(folder)).rejects.toThrow("EISDIR");
  writeFileSync(join(folder, "cut.json"), "[{");
  await expect(readSaved(join(folder, "cut.json"))).rejects.toThrow("cut.json is not JSON");
});
