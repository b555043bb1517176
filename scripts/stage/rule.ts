import type { z } from "zod";
import type { Suite } from "../../src/settings.ts";
import type { stageSchema } from "../stage-schema.ts";

export type Checked = z.output<ReturnType<typeof stageSchema>>;
export type Problem = { path: string; message: string };
/** What a rule may look at beside the settings: those of all stages, the stage's name, and its file as it is written. */
export type Surroundings = { suite: Suite; stage: string; raw: Record<string, unknown> | undefined };
/** Settings that are right each by itself and wrong together. */
export type Rule = (settings: Checked, surroundings: Surroundings) => Problem[];

/** The problem, where there is one. */
export const when = (wrong: boolean, path: string, message: string): Problem[] => (wrong ? [{ path, message }] : []);
