import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { withSettingTables } from "./setting-tables.ts";

// Part of `npm run fix`: writes the schema's descriptions of settings into the documents.
const folder = resolve(import.meta.dirname, "../../docs");
for (const file of readdirSync(folder).filter((name) => name.endsWith(".md")))
  writeFileSync(join(folder, file), withSettingTables(readFileSync(join(folder, file), "utf8")));
