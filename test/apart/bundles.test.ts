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

/** A function's bundle, with the settings of the project or of a sample. */
const codeOf = (entry: string, settings = ""): string => {
  process.env["SUITE_CONFIG"] = settings && join(root, settings);
  return readFileSync(bundle(entry, folder, `${basename(entry)}-${basename(settings)}`), "utf8");
};

/** The path of SendEmail, which every client of the API contains. */
const sendEmail = "outbound-emails";

/** So no SES outage can delay a user. A measured time would show this for one machine only. */
describe("triggers cannot call SES", () => {
  it.each(readdirSync("src/handlers"))("%s", (file) => {
    expect(codeOf(`src/handlers/${file}`)).not.toContain(sendEmail);
  });

  it("but sendMail can", () => {
    expect(codeOf("src/workers/send-mail.ts")).toContain(sendEmail);
  });
});

describe("only if the settings need it", () => {
  it.each([
    ["src/handlers/pre-signup.ts", "AdminLinkProviderForUser"],
    ["src/handlers/post-confirmation.ts", "AdminAddUserToGroup"],
  ])("%s contains %s", (entry, operation) => {
    const contains = (settings: string) => codeOf(entry, settings).includes(operation);
    expect([contains(""), contains("samples/consumer")]).toEqual([false, true]);
  });

  it("pre-signup contains the list of disposable domains", () => {
    const [plain, own] = ["", "samples/saas"].map((settings) => codeOf("src/handlers/pre-signup.ts", settings).length);
    expect((own ?? 0) - (plain ?? 0)).toBeGreaterThan(50_000);
    expect(plain).toBeLessThan(350_000);
    expect(own).toBeLessThan(400_000);
  });
});

describe("the alarms read the log of", () => {
  const { functions } = parse(readFileSync("serverless.yml", "utf8"), { logLevel: "silent", merge: true });
  const alarmed = Object.entries(reports).flatMap(([report, heard]) =>
    "alarm" in heard ? [{ report, alarm: heard.alarm }] : [],
  );

  it.each(Object.keys(functions))("%s for each report that it can log, and for no other", (name) => {
    const code = codeOf(functions[name].handler.replace(/\.handler$/, ".ts"), "samples/everything");
    const logged = alarmed.filter(({ report }) => code.includes(`"${report}"`)).map(({ alarm }) => alarm);
    const read = Object.entries(reportAlarms).filter(([, alarm]) =>
      (alarm.functions as readonly string[]).includes(name),
    );
    expect([...new Set(logged)].sort()).toEqual(read.map(([alarm]) => alarm).sort());
  });
});
