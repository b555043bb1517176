import { html } from "hono/html";
import type { Environment } from "../../../schema/folder.ts";
import type { Gate, OpenGate } from "../gate.ts";
import { gates } from "../gates.ts";
import { guard } from "../guard.ts";
import type { Specimen } from "../specimens.ts";
import { createPlaceFinder } from "../template-line.ts";
import { type GateReport, type Html, renderFindings } from "./parts.ts";

/** All gates except the guard, whose result the page always shows. */
const lateGates = gates.filter((gate) => gate !== guard);

/** Shown until the findings arrive. */
export const pendingFindings: Html = html`${lateGates.map(
  ({ name, title }) =>
    html`<div data-gate="${name}">${renderFindings({ title, state: "skipped", note: "checking …", findings: [] })}</div>`,
)}`;

export type Checks = {
  /** Checks a mail with one gate of `suite mails`. Findings have the line of the template if it is known. */
  check: (name: string, mail: Specimen | undefined, templates: string) => Promise<GateReport>;
  close: () => Promise<void>;
};

const explainSkip = (gate: Gate, mail: Specimen | undefined, environment: Environment) => {
  if (!mail) return "There is no mail to check.";
  if (mail.version !== "rich")
    return "The mail is replaced by a simpler version. Correct what its contract says first.";
  return gate.lacks?.(environment);
};

/** Opens each gate on its first check and keeps it open: SpamAssassin and Chromium take a second to start. */
export const createChecks = (environment: Environment): Checks => {
  const open = new Map<Gate, Promise<OpenGate>>();
  const runOpenGate = async (gate: Gate, mail: Specimen, templates: string): Promise<GateReport> => {
    const opening = open.get(gate) ?? Promise.resolve(gate.open(environment));
    open.set(gate, opening);
    const { faults, note = "good" } = await (await opening).check({ ...mail, worst: false });
    const placeOf = createPlaceFinder(templates);
    const findings = faults.map(({ rule, text, near }) => ({
      text: `${rule}: ${text}`,
      place: placeOf(mail.mail, near),
    }));
    if (findings.length === 0) return { title: gate.title, state: "good", note, findings };
    return { title: gate.title, state: "bad", note: `${findings.length} found`, findings };
  };
  return {
    check: async (name, mail, templates) => {
      const gate = lateGates.find((one) => one.name === name);
      if (!gate) throw new Error(`There is no check "${name.slice(0, 60)}".`);
      const skip = (text: string): GateReport => ({
        title: gate.title,
        state: "skipped",
        note: "not checked",
        findings: [{ text }],
      });
      const reason = explainSkip(gate, mail, environment);
      if (!mail || reason !== undefined) return skip(reason ?? "");
      return runOpenGate(gate, mail, templates).catch((error: Error) => {
        open.delete(gate);
        return skip(error.message);
      });
    },
    close: async () => {
      await Promise.allSettled([...open.values()].map(async (opening) => (await opening).close?.()));
    },
  };
};
