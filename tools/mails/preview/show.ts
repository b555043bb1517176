import type { Suite } from "../../../src/settings/suite.ts";
import { languageTags } from "../../../src/templates/compiled/words/tags.ts";
import { documentOf, preheaderOf } from "../document.ts";
import { fillPlaceholders } from "../mail.ts";
import { mailFor, mailSources, type SampleEvent, sampleEvent, samples } from "../specimen-events.ts";
import { makeMail, type Specimen } from "../specimens.ts";
import { chosenEvent, type EventError, type Selection } from "./event.ts";
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

/** What a page replaces: the content of elements, by their ids. */
type Parts = Record<string, string>;

export type Shown = {
  /** The text of the event that the mail was made from. */
  event: string;
  eventError?: EventError;
  /** The mail for the frame; none if the event makes none. */
  frame?: string;
  problems: number;
  parts: Parts;
};

const writeParts = async (parts: Record<string, unknown>): Promise<Parts> =>
  Object.fromEntries(await Promise.all(Object.entries(parts).map(async ([id, part]) => [id, String(await part)])));

const worstOf = (suite: Suite, { source, language, brand }: Selection): Worst | undefined => {
  const all = Object.keys(suite.brands).flatMap((one) =>
    languageTags.flatMap((tag) => {
      const event = sampleEvent(suite, { source, language: tag, brand: one, sample: "longest" });
      return makeMail(suite, event) ?? [];
    }),
  );
  const here = all.find((mail) => mail.language === language && mail.brand === brand) ?? all[0];
  const [anywhere] = all.toSorted((one, other) => other.html.length - one.html.length);
  return here && anywhere && { here, anywhere };
};

/** The mail for an event, from the templates as they are on disk. @throws if the trigger fails with it */
export const makeFresh = async (sources: Sources, suite: Suite, event: SampleEvent): Promise<Specimen | undefined> => {
  const name = mailFor(event);
  if (name) await sources.ready(name, suite.language);
  return makeMail(suite, event);
};

const overlay = (problems: readonly Problem[]) =>
  renderProblems(
    problems,
    problems.length === 1 ? "This cannot be shown yet" : `${problems.length} things keep this from being shown`,
    "Behind this is the last good mail. Save the file, and this goes away.",
  );

/** Everything the page shows of a mail at once; the findings that take longer come on their own. */
export const show = async (sources: Sources, selection: Selection): Promise<Shown> => {
  const suite = await sources.readSuite();
  const chosen = chosenEvent(suite, selection);
  const { text: event } = chosen;
  const none = async (why: string) => ({
    event,
    problems: 0,
    parts: await writeParts({ now: renderNoMail(why), overlay: "", gates: pendingFindings }),
  });
  if ("error" in chosen) return { ...(await none("The event is not JSON yet.")), eventError: chosen.error };
  try {
    const mail = await makeFresh(sources, suite, chosen.event);
    const worst = worstOf(suite, selection);
    if (!mail || !worst) return none("The suite has no mail for this event: Cognito sends its own.");
    const problems = await sources.ready(mail.mail, mail.language);
    const frame = sealMail(mail.html);
    const parts = {
      now: renderChecks(mail, preheaderOf(documentOf(mail)), worst),
      overlay: overlay(problems),
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
    return none(
      `The trigger fails with this event and hands it back: Cognito sends its own mail. ${(error as Error).message}`,
    );
  }
};

const names = new Intl.DisplayNames(["en"], { type: "language" });

/** The list of all mails for one reader, what else there is to choose from, and what is wrong with other files. */
export const showList = async (sources: Sources, { source, language, brand }: Selection): Promise<{ parts: Parts }> => {
  const suite = await sources.readSuite();
  const mails: Summary[] = [];
  const here: Problem[] = [];
  for (const listed of mailSources) {
    const problems = await sources.ready(listed.mail, language);
    if (listed.source === source) here.push(...problems);
    const mail = makeMail(suite, sampleEvent(suite, { source: listed.source, language, brand }));
    if (mail) mails.push({ ...mail, broken: problems.length > 0 });
  }
  const others = (await sources.problems()).filter(
    ({ file, line }) => !here.some((problem) => problem.file === file && problem.line === line),
  );
  const count = `${others.length} error${others.length === 1 ? "" : "s"} elsewhere`;
  const parts = await writeParts({
    mails: renderList(mails),
    language: renderOptions(languageTags.map((tag) => [tag, `${names.of(tag)} (${tag})`])),
    brand: renderOptions(Object.entries(suite.brands).map(([key, { name }]) => [key, name])),
    sample: renderOptions(Object.entries(samples)),
    elsewhere: others.length > 0 ? count : "",
    others: renderProblems(others, count, "The mail at hand does not need these files."),
  });
  return { parts };
};
