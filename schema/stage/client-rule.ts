import type { Refuse } from "../forms.ts";
import type { CheckedStage } from "./rule.ts";

type CheckedClient = CheckedStage["clients"][string];

/** A rule for one client; the paths for `refuse` are relative to its settings. */
export type ClientRule = (client: CheckedClient, refuse: Refuse, settings: CheckedStage) => void;
