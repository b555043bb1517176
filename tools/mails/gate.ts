import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import type { Direction } from "../../src/templates/words.ts";
import type { MailDocument } from "./document.ts";
import type { Mail } from "./mail.ts";

/** What is wrong with a mail; `near` is what to look for in its template, the most telling first. */
export type Fault = { rule: string; text: string; near?: readonly string[] };

export type Breach = Omit<Fault, "rule">;

/** Everything in a mail, whose language is read in this direction, that breaks one rule. */
export type Rule = (mail: Mail, document: MailDocument, own: Direction) => Breach[];

/** What a gate says of a mail; `note` is its measure, where it has one. */
export type Verdict = { faults: Fault[]; note?: string };

/** Each fault of a mail once: its elements repeat the same few styles. */
export const uniqueFaults = (faults: readonly Fault[]): Fault[] => [
  ...new Map(faults.map((fault) => [`${fault.rule} ${fault.text}`, fault])).values(),
];

export type Opened = { check: (mail: Mail) => Verdict | Promise<Verdict>; close?: () => Promise<void> };

/** A mail so bad that a gate which lets it pass did not run, and the rules that have to say so. */
export type Control = { mail: Mail; rules: readonly string[] };

export type Gate = {
  name: string;
  /** What the preview calls it. */
  title: string;
  /** Which mails it looks at. */
  takes: (mail: Mail) => boolean;
  /** What of a mail it goes by: mails that share it are checked once. */
  sees: (mail: Mail) => string;
  /** What this machine lacks for it. */
  lacks?: () => string | undefined;
  open: () => Opened | Promise<Opened>;
  controls: Control[];
};

export type Finding = Fault & { mail: Mail };

export type Result = {
  gate: string;
  mails: number;
  seconds: number;
  findings: Finding[];
  /** Why nothing was checked, or why what was checked does not count. */
  skipped?: string;
  didNotRun?: string;
};

/** Calls back with how many of a gate's mails are done. */
export type Progress = (done: number, all: number) => void;

/** What one open gate says of these mails, several at a time. */
const checkMails = async (gate: Gate, opened: Opened, mails: readonly Mail[], progress: Progress) => {
  const alike = [...Map.groupBy(mails, gate.sees).values()];
  const waiting = alike.entries();
  const found: Finding[] = [];
  const lane = async () => {
    for (const [index, group] of waiting) {
      const { faults } = await opened.check(group[0] as Mail);
      found.push(...group.flatMap((mail) => faults.map((fault) => ({ ...fault, mail }))));
      progress(index + 1, alike.length);
      // Gates that only calculate would keep the spam filter and the browser waiting for their next mail.
      await setImmediate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return found;
};

const findPassedControls = async ({ controls }: Gate, opened: Opened): Promise<string[]> => {
  const passed: string[] = controls.length === 0 ? ["there is none"] : [];
  for (const { mail, rules } of controls) {
    const { faults } = await opened.check(mail);
    passed.push(...rules.filter((rule) => !faults.some((fault) => fault.rule === rule)));
  }
  return passed;
};

/** Runs a gate over the mails and its controls. A gate that breaks, or that lets a control pass, did not run. */
export const runGate = async (gate: Gate, all: readonly Mail[], progress: Progress = () => {}): Promise<Result> => {
  const begun = performance.now();
  const mails = all.filter(gate.takes);
  const result = (outcome: Partial<Result>): Result => ({
    gate: gate.name,
    mails: mails.length,
    findings: [],
    seconds: (performance.now() - begun) / 1_000,
    ...outcome,
  });
  const skipped = gate.lacks?.();
  if (skipped !== undefined) return result({ mails: 0, skipped });
  if (mails.length === 0) return result({ didNotRun: "there was no mail to check" });
  let opened: Opened | undefined;
  try {
    opened = await gate.open();
    const findings = await checkMails(gate, opened, mails, progress);
    const passed = await findPassedControls(gate, opened);
    return result({
      findings,
      ...(passed.length > 0 && { didNotRun: `its bad control passed (${passed.join(", ")})` }),
    });
  } catch (error) {
    return result({ didNotRun: (error as Error).message });
  } finally {
    await opened?.close?.();
  }
};

/** Whether the command may end well. What was skipped for want of a tool is no success where everything has to run. */
export const isGood = ({ findings, skipped, didNotRun }: Result, everythingHasToRun: boolean): boolean =>
  findings.length === 0 && didNotRun === undefined && (skipped === undefined || !everythingHasToRun);
