import type { Suite } from "../../src/settings/suite.ts";
import settings from "../../suite.config.ts";

/** The suite's own settings with changes. */
export const suiteWith = (changes: Partial<Suite> = {}): Suite => ({ ...settings, ...changes });
