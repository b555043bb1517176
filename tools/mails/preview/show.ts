import type { Suite } from "../../../src/settings/suite.ts";
import { languageTags } from "../../../src/templates/compiled/words/tags.ts";
import { readDocument, readPreheader } from "../document.ts";
import { fillPlaceholders } from "../mail.ts";
import { findMail, mailSources, newSampleEvent, type SampleEvent, samples } from "../specimen-events.ts";
import { makeMail, type Specimen } from "../specimens.ts";
import { chooseEvent, type EventError, type Selection } from "./event.ts";
import { pendingFindings } from "./findings.ts";
import {
  renderChecks,
  renderList,
  renderNoMail,
  renderOptions,
  renderProblems,
  type Summary,
  type Worst,
} from "./parts.ts";
import type { Problem } from "./problem.ts";
import { sealMail } from "./seal.ts";
import type { Sources } from "./sources.ts";
import { views } from "./views.ts";

/** HTML by the ID of the element whose content it replaces. */
type Parts = Record<string, string>;

export type Shown = {
  event: string;
  eventError?: EventError;
  /** The mail, if the event produces one. */
  frame?: string;
  problems: number;
  parts: Parts;
};

const writeParts = async (parts: Record<string, unknown>): Promise<Parts> =>
  Object.fromEntries(await Promise.all(Object.entries(parts).map(async ([id, part]) => [id, String(await part)])));

const findWorst = (suite: Suite, { source, language, brand }: Selection): Worst | undefined => {
  const all = Object.keys(suite.brands).flatMap((one) =>
    languageTags.flatMap((tag) => {
      const event = newSampleEvent(suite, { source, language: tag, brand: one, sample: "longest" });
      return makeMail(suite, event) ?? [];
    }),
  );
  const here = all.find((mail) => mail.language === language && mail.brand === brand) ?? all[0];
  const [anywhere] = all.toSorted((one, other) => other.html.length - one.html.length);
  return here && anywhere && { here, anywhere };
};

/** Makes the mail for an event from the current templates. @throws if the trigger fails with the event */
export const makeFresh = async (sources: Sources, suite: Suite, event: SampleEvent): Promise<Specimen | undefined> => {
  const name = findMail(event);
  if (name) await sources.prepare(name, suite.language);
  return makeMail(suite, event);
};

const renderOverlay = (problems: readonly Problem[]) =>
  renderProblems(
    problems,
    problems.length === 1 ? "The mail cannot be shown" : `The mail cannot be shown: ${problems.length} errors`,
    "The last good mail is behind this. To update, correct and save the file.",
  );

/** Everything that the page shows of a mail, except slow findings, which it requests separately. */
export const showMail = async (sources: Sources, selection: Selection): Promise<Shown> => {
  const suite = await sources.readSuite();
  const chosen = chooseEvent(suite, selection);
  const { text: event } = chosen;
  const showNothing = async (why: string) => ({
    event,
    problems: 0,
    parts: await writeParts({ now: renderNoMail(why), overlay: "", gates: pendingFindings }),
  });
  if ("error" in chosen) return { ...(await showNothing("The event is not valid JSON.")), eventError: chosen.error };
  try {
    const mail = await makeFresh(sources, suite, chosen.event);
    const worst = findWorst(suite, selection);
    if (!mail || !worst) return showNothing("The suite has no mail for this event, so Cognito sends its own.");
    const problems = await sources.prepare(mail.mail, mail.language);
    const frame = sealMail(mail.html);
    const parts = {
      now: renderChecks(mail, readPreheader(readDocument(mail)), worst),
      overlay: renderOverlay(problems),
      view: selection.view === "html" ? "" : views[selection.view](mail),
      gates: pendingFindings,
    };
    return {
      event,
      frame: selection.filled ? fillPlaceholders(frame) : frame,
      problems: problems.length,
      parts: await writeParts(parts),
    };
  } catch (error) {
    return showNothing(`The trigger fails with this event, so Cognito sends its own mail. ${(error as Error).message}`);
  }
};

const names = new Intl.DisplayNames(["en"], { type: "language" });

/** The list of mails in one language and brand, the options, and the errors in other files. */
export const showList = async (sources: Sources, { source, language, brand }: Selection): Promise<{ parts: Parts }> => {
  const suite = await sources.readSuite();
  const mails: Summary[] = [];
  const here: Problem[] = [];
  for (const listed of mailSources) {
    const problems = await sources.prepare(listed.mail, language);
    if (listed.source === source) here.push(...problems);
    const mail = makeMail(suite, newSampleEvent(suite, { source: listed.source, language, brand }));
    if (mail) mails.push({ ...mail, broken: problems.length > 0 });
  }
  const others = (await sources.listProblems()).filter(
    ({ file, line }) => !here.some((problem) => problem.file === file && problem.line === line),
  );
  const count = `${others.length} error${others.length === 1 ? "" : "s"} elsewhere`;
  const parts = await writeParts({
    mails: renderList(mails),
    language: renderOptions(languageTags.map((tag) => [tag, `${names.of(tag)} (${tag})`])),
    brand: renderOptions(Object.entries(suite.brands).map(([key, { name }]) => [key, name])),
    sample: renderOptions(Object.entries(samples)),
    elsewhere: others.length > 0 ? count : "",
    others: renderProblems(others, count, "The current mail does not use these files."),
  });
  return { parts };
};
