import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes the folder of what is packaged in a run of jest, and removes it at its end. */
export default function sharePackages(): void {
  const folder = mkdtempSync(join(tmpdir(), "packages-"));
  process.env["SHARED_PACKAGES"] = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}
