import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../schema/folder.ts";
import { withSettingTables } from "./setting-tables.ts";

// Part of `npm run fix`: writes the schema's descriptions of settings into the documents.
const folder = join(root, "docs");
for (const file of readdirSync(folder).filter((name) => name.endsWith(".md")))
  writeFileSync(join(folder, file), withSettingTables(readFileSync(join(folder, file), "utf8")));
