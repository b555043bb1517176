import type { Mail } from "../../scripts/check-mail/mail.ts";
import { type PlaceInTemplate, placeInTemplate } from "../../scripts/check-mail/template-line.ts";
import type { Language } from "../../src/templates/languages.ts";
import { type Gates, gateTitles } from "./gates.ts";
import { isNotice, type Selection, sampleEvent } from "./mails.ts";
import { type Made, makeMail } from "./make-mail.ts";
import type { Sources } from "./sources.ts";

export type Finding = { text: string; place?: PlaceInTemplate };
export type Findings = { name: string; state: "good" | "bad" | "skipped"; note: string; findings: Finding[] };

const asSpecimen = (source: string, made: Made): Mail => ({
  id: `${source}/${made.language}/${made.brand}`,
  source,
  mail: made.mail,
  language: made.language as Language,
  brand: made.brand,
  sentBy: isNotice(made.mail) ? "the suite" : "Cognito",
  subject: made.subject,
  html: made.html,
  text: made.text,
  sms: made.sms,
  problems: made.breaches.map(({ text }) => text),
  worst: false,
});

/** What one of the quality gates says of a mail, with the line of its template where that is known. */
export const findingsOf = async (
  sources: Sources,
  gates: Gates,
  gate: string,
  selection: Selection,
): Promise<Findings> => {
  const name = gateTitles[gate] ?? gate;
  const nothing = (note: string): Findings => ({ name, state: "skipped", note, findings: [] });
  try {
    const event = selection.event ? JSON.parse(selection.event) : sampleEvent(sources.suite(), selection);
    const made = await makeMail(sources.suite(), event, sources.ready);
    if (!made) return nothing("no mail to check");
    const { faults, note, skipped } = await gates.check(gate, asSpecimen(selection.source, made));
    if (skipped !== undefined) return { ...nothing("not checked"), findings: [{ text: skipped }] };
    const findings = faults.map(({ rule, text, near = [] }): Finding => {
      const place = placeInTemplate(made.mail, near, sources.templates);
      return { text: `${rule}: ${text}`, ...(place && { place }) };
    });
    const state = findings.length > 0 ? "bad" : "good";
    return { name, state, note: note ?? (state === "good" ? "good" : `${findings.length} found`), findings };
  } catch (error) {
    return nothing((error as Error).message);
  }
};
