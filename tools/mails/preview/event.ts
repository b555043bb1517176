import { z } from "zod";
import type { Suite } from "../../../src/settings/suite.ts";
import { newSampleEvent, type Sample, type SampleEvent, samples } from "../specimen-events.ts";

/** The page's request: the mail, language, brand and sample, and the text of an edited event. */
export const selectionSchema = z.object({
  source: z.string().max(100),
  language: z.string().max(35),
  brand: z.string().max(100),
  sample: z.enum(Object.keys(samples) as [Sample]).optional(),
  event: z.string().max(200_000).optional(),
  /** Whether to change the edited event to this language and brand. */
  retarget: z.boolean().optional(),
  view: z.enum(["html", "text", "sms", "source"]).default("html"),
  filled: z.string().optional(),
});

export type Selection = z.infer<typeof selectionSchema>;

export type EventError = { message: string; line: number; column: number };

const readPosition = (text: string, { message }: Error): EventError => {
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  const lines = text.split("\n");
  return {
    message: message.replace(/ \(line \d+ column \d+\)| in JSON at position \d+/g, ""),
    line: Number(line ?? lines.length),
    column: Number(column ?? (lines.at(-1)?.length ?? 0) + 1),
  };
};

/** Copies language and brand from the sample to the edited event. */
const retargetEvent = (edited: SampleEvent, sample: SampleEvent): object => {
  if ("kind" in sample) return { ...edited, language: sample.language, brand: sample.brand };
  const { callerContext, request } = edited as typeof sample;
  return {
    ...edited,
    callerContext: { ...callerContext, clientId: sample.callerContext.clientId },
    request: { ...request, clientMetadata: sample.request.clientMetadata },
  };
};

type ChosenEvent = { text: string; event: SampleEvent } | { text: string; error: EventError };

/** The edited event, or the sample if there is none. */
export const chooseEvent = (suite: Suite, selection: Selection): ChosenEvent => {
  const sample = newSampleEvent(suite, selection);
  const text = selection.event;
  if (!text) return { text: JSON.stringify(sample, undefined, 2), event: sample };
  try {
    const edited = JSON.parse(text) as SampleEvent | null;
    if (typeof edited !== "object" || edited === null || Array.isArray(edited))
      return { text, error: { message: "This is not an event. Write an object: { … }", line: 1, column: 1 } };
    if (!selection.retarget) return { text, event: edited };
    const event = retargetEvent(edited, sample) as SampleEvent;
    return { text: JSON.stringify(event, undefined, 2), event };
  } catch (error) {
    return { text, error: readPosition(text, error as Error) };
  }
};
