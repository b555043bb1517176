import { execFileSync } from "node:child_process";

/** Builds before the tests, because MJML uses dynamic imports, which jest does not allow. */
export default function buildFirst(): void {
  execFileSync(process.execPath, ["tools/build/first.ts"], { stdio: "inherit" });
}
