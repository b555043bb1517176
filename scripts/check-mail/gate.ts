import { availableParallelism } from "node:os";
import type { Mail } from "./mail.ts";
import { placeInTemplate } from "./template-line.ts";

/** What is wrong with a mail; `near` is what to look for in its template, the most telling first. */
export type Fault = { rule: string; text: string; near?: readonly string[] };

/** A gate at work. */
export type Opened = {
  check: (mail: Mail) => Fault[] | Promise<Fault[]>;
  /** What can only be said when all mails have been seen. */
  afterwards?: () => Fault[];
  close?: () => Promise<void>;
};

/** A mail so bad that a gate which lets it pass did not run, and the rules that have to say so. */
export type Control = { mail: Mail; rules: readonly string[] };

export type Gate = {
  name: string;
  /** Whether it looks at a mail in its worst case too. */
  worst: boolean;
  /** What of a mail it goes by: mails that share it are checked once. */
  sees: (mail: Mail) => string;
  /** What this machine lacks for it. */
  lacks?: () => string | undefined;
  open: () => Opened | Promise<Opened>;
  controls: () => Control[];
};

export type Finding = { mail: string; rule: string; text: string; where?: string };

export type Result = {
  gate: string;
  mails: number;
  seconds: number;
  findings: Finding[];
  /** Why nothing was checked, or why what was checked does not count. */
  skipped?: string;
  didNotRun?: string;
};

const findingOf = (mail: Mail | undefined, { rule, text, near = [] }: Fault): Finding => {
  const place = mail && placeInTemplate(mail.mail, near);
  return { mail: mail?.id ?? "all mails", rule, text, ...(place && { where: `${place.file}:${place.line}` }) };
};

/** What one open gate says of these mails, several at a time. */
const checkMails = async (gate: Gate, opened: Opened, mails: readonly Mail[]): Promise<Finding[]> => {
  const alike = [...Map.groupBy(mails, gate.sees).values()];
  const waiting = alike.values();
  const found = new Map<string, Finding[]>();
  const lane = async () => {
    for (const group of waiting) {
      const [first] = group;
      const faults = first ? await opened.check(first) : [];
      for (const mail of group)
        found.set(
          mail.id,
          faults.map((fault) => findingOf(mail, fault)),
        );
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return mails.flatMap(({ id }) => found.get(id) ?? []);
};

const passedControls = async (opened: Opened, controls: Control[]): Promise<string[]> => {
  const rules: string[] = [];
  for (const control of controls) {
    const found = new Set((await opened.check(control.mail)).map(({ rule }) => rule));
    rules.push(...control.rules.filter((rule) => !found.has(rule)));
  }
  return rules;
};

const work = async (gate: Gate, mails: readonly Mail[]): Promise<Partial<Result>> => {
  const opened = await gate.open();
  try {
    const findings = await checkMails(gate, opened, mails);
    const afterwards = (opened.afterwards?.() ?? []).map((fault) => findingOf(undefined, fault));
    const controls = gate.controls();
    const passed = controls.length > 0 ? await passedControls(opened, controls) : ["there is none"];
    return {
      findings: [...findings, ...afterwards],
      ...(passed.length > 0 && { didNotRun: `its bad control passed (${passed.join(", ")})` }),
      ...(mails.length === 0 && { didNotRun: "there was no mail to check" }),
    };
  } finally {
    await opened.close?.();
  }
};

/** Runs a gate over the mails and its controls. A gate that breaks, or that lets a control pass, did not run. */
export const runGate = async (gate: Gate, all: readonly Mail[]): Promise<Result> => {
  const mails = gate.worst ? all : all.filter(({ worst }) => !worst);
  const skipped = gate.lacks?.();
  const nothing = { gate: gate.name, mails: 0, seconds: 0, findings: [] };
  if (skipped !== undefined) return { ...nothing, skipped };
  const begun = performance.now();
  const outcome = await work(gate, mails).catch((error: Error) => ({ didNotRun: error.message }));
  return { ...nothing, mails: mails.length, ...outcome, seconds: (performance.now() - begun) / 1_000 };
};

/** Whether the command may end well. What was skipped for want of a tool is no success where everything has to run. */
export const isGood = ({ findings, skipped, didNotRun }: Result, everythingHasToRun: boolean): boolean =>
  findings.length === 0 && didNotRun === undefined && (skipped === undefined || !everythingHasToRun);
