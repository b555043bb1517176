import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { root } from "../../schema/folder.ts";
import { reportAlarms, reports } from "../../src/runtime/reports.ts";
import { bundle } from "../support/bundle.ts";

const folder = mkdtempSync(join(tmpdir(), "bundles-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  delete process.env["SUITE_CONFIG"];
});

/** The code of a function by the settings of the project, or of a sample. */
const codeOf = (entry: string, settings = ""): string => {
  process.env["SUITE_CONFIG"] = settings && join(root, settings);
  return readFileSync(bundle(entry, folder, `${basename(entry)}-${basename(settings)}`), "utf8");
};

/** SendEmail's path, which every client of it has to name. */
const sendEmail = "outbound-emails";

/** Why no outage of SES can keep anybody waiting: a measured time would only say so of one machine. */
describe("a trigger has no way to SES", () => {
  it.each(readdirSync("src/handlers"))("%s", (file) => {
    expect(codeOf(`src/handlers/${file}`)).not.toContain(sendEmail);
  });

  it("and the worker that sends has", () => {
    expect(codeOf("src/workers/send-mail.ts")).toContain(sendEmail);
  });
});

describe("only where settings ask for it", () => {
  it.each([
    ["src/handlers/pre-signup.ts", "AdminLinkProviderForUser"],
    ["src/handlers/post-confirmation.ts", "AdminAddUserToGroup"],
  ])("%s carries %s", (entry, operation) => {
    const carries = (settings: string) => codeOf(entry, settings).includes(operation);
    expect([carries(""), carries("samples/consumer")]).toEqual([false, true]);
  });

  it("pre-signup carries the list of disposable domains", () => {
    const [plain, own] = ["", "samples/saas"].map((settings) => codeOf("src/handlers/pre-signup.ts", settings).length);
    expect((own ?? 0) - (plain ?? 0)).toBeGreaterThan(50_000);
    expect(plain).toBeLessThan(350_000);
    expect(own).toBeLessThan(400_000);
  });
});

describe("an alarm reads the log of", () => {
  const { functions } = parse(readFileSync("serverless.yml", "utf8"), { logLevel: "silent", merge: true });
  const alarmed = Object.entries(reports).flatMap(([report, heard]) =>
    "alarm" in heard ? [{ report, alarm: heard.alarm }] : [],
  );

  it.each(Object.keys(functions))("%s for each report that it may log, and for no other", (name) => {
    const code = codeOf(functions[name].handler.replace(/\.handler$/, ".ts"), "samples/everything");
    const logged = alarmed.filter(({ report }) => code.includes(`"${report}"`)).map(({ alarm }) => alarm);
    const read = Object.entries(reportAlarms).filter(([, alarm]) =>
      (alarm.functions as readonly string[]).includes(name),
    );
    expect([...new Set(logged)].sort()).toEqual(read.map(([alarm]) => alarm).sort());
  });
});
