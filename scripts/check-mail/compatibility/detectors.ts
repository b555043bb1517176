import type { Feature } from "./data.ts";
import { special } from "./special-features.ts";
import {
  atRules,
  attributes,
  type Detector,
  elements,
  elementsWith,
  functions,
  properties,
  propertyWith,
  selectors,
  unit,
} from "./usage.ts";

const names = (title: string) => title.split(/,| & | and /).map((name) => name.trim().replace(/\(\)$/, ""));

type Form = [form: RegExp, detector: (...parts: string[]) => Detector];

/** How caniemail titles what can be found by its title alone. */
const css: Form[] = [
  [/^([a-z-]+):\s?([a-z]+)$/, (property = "", value = "") => propertyWith(property, value)],
  [/^@media \(([a-z-]+)\)$/, (feature = "") => atRules("media", new RegExp(`\\(\\s*${feature}\\b`))],
  [/^@([a-z-]+)$/, (name = "") => atRules(name)],
  [/^(::?[a-z-]+)(?:\(\))?$/, (name = "") => selectors(new RegExp(`(?<!:)${name}(?![\\w-])`))],
  [/^(\S+) unit$/, (name = "") => unit(name)],
  [/^((?:[a-z-]+\(\)(?:, )?)+)$/, (title = "") => functions(...names(title))],
  [
    /^([a-z-]+(?:(?:, | & )[a-z-]+)*)(?: shorthand| property| CSS property)?\s*$/,
    (title = "") => properties(...names(title)),
  ],
];

const html: Form[] = [
  [
    /^<(\w+) type="(\w+)"> element$/,
    (name = "", type = "") => elementsWith(name, "type", new RegExp(`^${type}$`, "i")),
  ],
  [/^<(\w+)>(?: element)?$/, (name = "") => elements(name)],
  [/^([a-z-]+(?: and [a-z-]+)*) attributes?$/, (title = "") => attributes(...names(title))],
];

const forms: Record<string, Form[]> = { css, html };

/** How to find a feature in a mail; nothing for what no mail's HTML shows. */
export const detectorOf = ({ slug, title, category }: Feature): Detector | undefined => {
  if (Object.hasOwn(special, slug)) return special[slug];
  for (const [form, detector] of forms[category] ?? []) {
    const match = form.exec(title);
    if (match) return detector(...match.slice(1));
  }
  return undefined;
};
