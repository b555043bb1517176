import { createHash } from "node:crypto";
import type { Brand } from "../templates/brand.ts";
import { style } from "./compiled.ts";

/** A brand's colours and the look of all pages. */
export const styleOf = ({ colours: { dark, ...light } }: Brand): string =>
  `:root{${toVariables(light)}}@media (prefers-color-scheme:dark){:root{${toVariables(dark)}}}${style}`;

const toVariables = (palette: object): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");

/** How a content security policy names an inline script or style. */
export const hashSource = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
