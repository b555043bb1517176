import type { Checked, Problem } from "./rule.ts";

type Client = Checked["clients"][string];

/** A rule that looks at one client; `path` is where its settings stand. */
export type ClientRule = (client: Client, settings: Checked, path: string) => Problem[];
