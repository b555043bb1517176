import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import buildFirst from "./build-first.ts";

/** Builds, creates the folder for packages of a jest run, and deletes it at the end. */
export default function sharePackages(): void {
  buildFirst();
  const folder = mkdtempSync(join(tmpdir(), "packages-"));
  process.env["SHARED_PACKAGES"] = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}
