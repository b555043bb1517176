import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import type { Environment } from "../../schema/folder.ts";
import type { Direction } from "../../src/templates/words.ts";
import type { MailDocument } from "./document.ts";
import type { Mail } from "./mail.ts";

/** A fault of a mail. `near` has search texts for its template, the most specific first. */
export type Fault = { rule: string; text: string; near?: readonly string[] };

export type RuleBreach = Omit<Fault, "rule">;

/** Finds what breaks one rule in a mail. `own` is the direction of the mail's language. */
export type MailRule = (mail: Mail, document: MailDocument, own: Direction) => RuleBreach[];

/** `note` is the gate's measurement, if it has one. */
type Verdict = { faults: Fault[]; note?: string };

/** The elements of a mail repeat the same few styles, and so the same faults. */
export const removeDuplicateFaults = (faults: readonly Fault[]): Fault[] => [
  ...new Map(faults.map((fault) => [`${fault.rule} ${fault.text}`, fault])).values(),
];

export type OpenGate = { check: (mail: Mail) => Verdict | Promise<Verdict>; close?: () => Promise<void> };

/** A bad mail, and the rules that must find faults in it. If they do not, the gate did not work. */
export type Control = { mail: Mail; rules: readonly string[] };

export type Gate = {
  name: string;
  /** Its name in the preview. */
  title: string;
  /** Whether it checks this mail. */
  takes: (mail: Mail) => boolean;
  /** The part of a mail that it checks. Mails with the same part are checked once. */
  sees: (mail: Mail) => string;
  /** Why it cannot run on this machine. */
  lacks?: (environment: Environment) => string | undefined;
  open: (environment: Environment) => OpenGate | Promise<OpenGate>;
  controls: Control[];
};

type MailFinding = Fault & { mail: Mail };

export type Result = {
  gate: string;
  mails: number;
  seconds: number;
  findings: MailFinding[];
  /** Why nothing was checked. */
  skipped?: string;
  /** Why the result does not count. */
  didNotRun?: string;
};

export type GateProgress = (done: number, all: number) => void;

/** Checks several mails at a time. */
const checkMails = async (gate: Gate, opened: OpenGate, mails: readonly Mail[], progress: GateProgress) => {
  const alike = [...Map.groupBy(mails, gate.sees).values()];
  const waiting = alike.entries();
  const found: MailFinding[] = [];
  const lane = async () => {
    for (const [index, group] of waiting) {
      const { faults } = await opened.check(group[0] as Mail);
      found.push(...group.flatMap((mail) => faults.map((fault) => ({ ...fault, mail }))));
      progress(index + 1, alike.length);
      // Otherwise, gates that only calculate would block the gates that wait for the spam filter and the browser.
      await setImmediate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return found;
};

const findPassedControls = async ({ controls }: Gate, opened: OpenGate): Promise<string[]> => {
  const passed: string[] = controls.length === 0 ? ["it has no controls"] : [];
  for (const { mail, rules } of controls) {
    const { faults } = await opened.check(mail);
    passed.push(...rules.filter((rule) => !faults.some((fault) => fault.rule === rule)));
  }
  return passed;
};

/** Runs a gate on the mails and its controls. A gate that throws, or that passes a control, did not run. */
export const runGate = async (
  gate: Gate,
  all: readonly Mail[],
  environment: Environment,
  progress: GateProgress = () => {},
): Promise<Result> => {
  const begun = performance.now();
  const mails = all.filter(gate.takes);
  const result = (outcome: Partial<Result>): Result => ({
    gate: gate.name,
    mails: mails.length,
    findings: [],
    seconds: (performance.now() - begun) / 1_000,
    ...outcome,
  });
  const skipped = gate.lacks?.(environment);
  if (skipped !== undefined) return result({ mails: 0, skipped });
  if (mails.length === 0) return result({ didNotRun: "there are no mails to check" });
  let opened: OpenGate | undefined;
  try {
    opened = await gate.open(environment);
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

/** A gate that was skipped because a tool is missing is good only if `maySkip`. */
export const isGood = ({ findings, skipped, didNotRun }: Result, maySkip: boolean): boolean =>
  findings.length === 0 && didNotRun === undefined && (skipped === undefined || maySkip);
