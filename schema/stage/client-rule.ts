import type { Refuse } from "../forms.ts";
import type { Checked } from "./rule.ts";

type Client = Checked["clients"][string];

/** A rule for one client; `refuse` takes paths within its settings. */
export type ClientRule = (client: Client, refuse: Refuse, settings: Checked) => void;
