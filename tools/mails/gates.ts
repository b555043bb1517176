import { accessibility } from "./accessibility.ts";
import { compatibility } from "./compatibility.ts";
import type { Gate } from "./gate.ts";
import { guard } from "./guard.ts";
import { markup } from "./markup.ts";
import { ownRules } from "./own-rules.ts";
import { spam } from "./spam.ts";

/** All gates, the fastest first. */
export const gates: readonly Gate[] = [guard, ownRules, compatibility, markup, spam, accessibility];
