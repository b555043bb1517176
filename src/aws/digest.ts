import { createHash } from "node:crypto";

/** What stands for an address in a key. It hides nothing from whoever knows the address. */
export const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");
