import { createHash } from "node:crypto";
import type { Brand } from "../templates/brand.ts";
import { style } from "./compiled.ts";

export const styleOf = ({ colours: { dark, ...light } }: Brand): string =>
  `:root{${toVariables(light)}}@media (prefers-color-scheme:dark){:root{${toVariables(dark)}}}${style}`;

const toVariables = (palette: object): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");

/** The hash of an inline script or style, as a content security policy names it. */
export const hashSource = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
