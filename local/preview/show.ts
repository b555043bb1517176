import { languageTags } from "../../src/templates/compiled/words/tags.ts";
import { isNotice, type Listed, listedMails, type Selection, sampleEvent } from "./mails.ts";
import { type Made, makeMail } from "./make-mail.ts";
import { worstOf } from "./meter.ts";
import type { Problem } from "./problem.ts";
import { filledIn, sealed } from "./seal.ts";
import type { Sources } from "./sources.ts";

type EventError = { message: string; line: number; column: number };

export type Shown = {
  /** The text of the event that the mail was made from. */
  event: string;
  eventError?: EventError;
  /** Why there is no mail, where the trigger leaves it to Cognito. */
  untouched?: string;
  mail?: Made & {
    sentBy: Listed["sentBy"];
    preheader: string;
    /** What the frame shows; `html` is what is sent. */
    frame: string;
    filled: string;
    worst: Awaited<ReturnType<typeof worstOf>>;
  };
  problems: Problem[];
};

const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#x27": "'",
  "#x60": "`",
  "#x3D": "=",
};

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d+)|([a-z]+|#x[0-9a-f]+));/gi, (whole, number: string | undefined, name: string | undefined) =>
    number ? String.fromCodePoint(Number(number)) : (entities[name ?? ""] ?? whole),
  );

/** What a mail program shows beside the subject: the text that the mail itself hides. */
export const preheaderOf = (html: string): string =>
  decoded(/<div style="display:none[^"]*">([\s\S]*?)<\/div>/.exec(html)?.[1] ?? "").trim();

const positionIn = (text: string, { message }: Error): EventError => {
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  const lines = text.split("\n");
  return {
    message: message.replace(/ \(line \d+ column \d+\)| in JSON at position \d+/g, ""),
    line: Number(line ?? lines.length),
    column: Number(column ?? (lines.at(-1)?.length ?? 0) + 1),
  };
};

const parsed = (text: string): { event: object } | { eventError: EventError } => {
  try {
    const event: unknown = JSON.parse(text);
    if (typeof event === "object" && event !== null && !Array.isArray(event)) return { event };
    return { eventError: { message: "An event is an object: { … }", line: 1, column: 1 } };
  } catch (error) {
    return { eventError: positionIn(text, error as Error) };
  }
};

/** Everything the page shows of a mail at once; the findings that take longer come on their own. */
export const show = async (sources: Sources, selection: Selection): Promise<Shown> => {
  const suite = sources.suite();
  const sample = sampleEvent(suite, selection);
  const event = selection.event ?? JSON.stringify(sample, undefined, 2);
  const read = parsed(event);
  if ("eventError" in read) return { event, eventError: read.eventError, problems: [] };
  try {
    const made = await makeMail(suite, read.event, sources.ready);
    if (!made)
      return { event, untouched: "The suite has no mail for this event: Cognito sends its own.", problems: [] };
    const frame = sealed(made.html);
    return {
      event,
      mail: {
        ...made,
        sentBy: isNotice(made.mail) ? "the suite" : "Cognito",
        preheader: preheaderOf(made.html),
        frame,
        filled: filledIn(frame),
        worst: await worstOf(sources, selection),
      },
      problems: await sources.problemsFor(made.mail, made.language),
    };
  } catch (error) {
    const text = `The trigger fails with this event and hands it back: Cognito sends its own mail. ${(error as Error).message}`;
    return { event, untouched: text, problems: [] };
  }
};

export type Summary = Listed & { subject: string; characters: number; version: Made["version"]; broken: boolean };

/** The list of all mails for one reader. */
export const list = async (sources: Sources, language: string, brand: string): Promise<Summary[]> => {
  const suite = sources.suite();
  const all: Summary[] = [];
  for (const listed of listedMails()) {
    const made = await makeMail(suite, sampleEvent(suite, { ...listed, language, brand }), sources.ready);
    const problems = await sources.problemsFor(listed.mail, language);
    if (made)
      all.push({
        ...listed,
        subject: made.subject,
        characters: made.html.length,
        version: made.version,
        broken: problems.length > 0,
      });
  }
  return all;
};

/** The languages and brands that there are to choose from. */
export const choices = (sources: Sources) => ({
  languages: [...languageTags],
  brands: Object.entries(sources.suite().brands).map(([key, { name, colours }]) => ({
    key,
    name,
    colour: colours.primary,
    onColour: colours.onPrimary,
  })),
});
