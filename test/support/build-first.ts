import { execFileSync } from "node:child_process";

/** Builds what tests load: MJML imports what it needs as it goes, which jest does not allow. */
export default function buildFirst(): void {
  execFileSync(process.execPath, ["tools/build/first.ts"], { stdio: "inherit" });
}
