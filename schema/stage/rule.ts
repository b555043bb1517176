import type { z } from "zod";
import type { Suite } from "../../src/settings/suite.ts";
import type { Refuse } from "../forms.ts";
import type { stageSchema } from "./schema.ts";

export type CheckedStage = z.output<ReturnType<typeof stageSchema>>;
/** Other input of a rule: suite.config.ts, the stage's name, and the file as written. */
type RuleContext = { suite: Suite; stage: string; raw: Record<string, unknown> };
/** Refuses combinations of settings that are each valid. */
export type StageRule = (settings: CheckedStage, refuse: Refuse, context: RuleContext) => void;
