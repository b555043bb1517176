import type { z } from "zod";
import type { Suite } from "../../src/settings/suite.ts";
import type { Refuse } from "../forms.ts";
import type { stageSchema } from "./schema.ts";

export type CheckedStage = z.output<ReturnType<typeof stageSchema>>;
/** What a rule may look at beside the stage's settings: suite.config.ts, the stage's name, and the file as it is written. */
export type RuleContext = { suite: Suite; stage: string; raw: Record<string, unknown> };
/** Refuses settings that are each right by themselves. */
export type StageRule = (settings: CheckedStage, refuse: Refuse, surroundings: RuleContext) => void;
