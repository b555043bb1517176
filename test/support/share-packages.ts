import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import buildFirst from "./build-first.ts";

/** Builds, and makes the folder of what is packaged in a run of jest, and removes it at its end. */
export default function sharePackages(): void {
  buildFirst();
  const folder = mkdtempSync(join(tmpdir(), "packages-"));
  process.env["SHARED_PACKAGES"] = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}
