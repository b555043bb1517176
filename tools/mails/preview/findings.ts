import { html } from "hono/html";
import type { Gate, Opened } from "../gate.ts";
import { gates } from "../gates.ts";
import { guard } from "../guard.ts";
import type { Specimen } from "../specimens.ts";
import { createPlaceFinder } from "../template-line.ts";
import { type Findings, type Html, renderFindings } from "./parts.ts";

/** The guard is not among them: the page shows it with every mail. */
const lateGates = gates.filter((gate) => gate !== guard);

/** Where the findings will stand. */
export const pendingFindings: Html = html`${lateGates.map(
  ({ name, title }) =>
    html`<div data-gate="${name}">${renderFindings({ title, state: "skipped", note: "checking …", findings: [] })}</div>`,
)}`;

export type Checks = {
  /** What one gate of check:mail says of a mail, with the line of its template if that is known. */
  check: (name: string, mail: Specimen | undefined, templates: string) => Promise<Findings>;
  close: () => Promise<void>;
};

const whyNot = (gate: Gate, mail: Specimen | undefined): string | undefined => {
  if (!mail) return "There is no mail to check.";
  if (mail.version !== "rich") return "The mail steps down: correct first what its contract says.";
  return gate.lacks?.();
};

/** Gates are opened when they are first asked, and stay open: SpamAssassin and Chromium take a second to start. */
export const createChecks = (): Checks => {
  const open = new Map<Gate, Promise<Opened>>();
  const look = async (gate: Gate, mail: Specimen, templates: string): Promise<Findings> => {
    const opening = open.get(gate) ?? Promise.resolve(gate.open());
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
      const skip = (text: string): Findings => ({
        title: gate.title,
        state: "skipped",
        note: "not checked",
        findings: [{ text }],
      });
      const reason = whyNot(gate, mail);
      if (!mail || reason !== undefined) return skip(reason ?? "");
      return look(gate, mail, templates).catch((error: Error) => {
        open.delete(gate);
        return skip(error.message);
      });
    },
    close: async () => {
      await Promise.allSettled([...open.values()].map(async (opening) => (await opening).close?.()));
    },
  };
};
