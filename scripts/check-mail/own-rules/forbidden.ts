import { attribute, nearElement, shown } from "../document.ts";
import { writtenAs } from "../template-line.ts";
import type { Rule } from "./rule.ts";

const dropped = new Set(
  "script svg math canvas form input button select textarea iframe frame frameset object embed applet link base audio video source template slot".split(
    " ",
  ),
);

/** Mail clients take these out, or take the mail for an attack. */
export const elements: Rule = ({ document }) =>
  document.elements
    .filter(
      (element) =>
        dropped.has(element.tagName) ||
        (element.tagName === "meta" && /refresh/i.test(attribute(element, "http-equiv") ?? "")),
    )
    .map((element) => ({ text: `${shown(element)} has no place in a mail`, near: nearElement(element) }));

export const handlers: Rule = ({ document }) =>
  document.elements.flatMap((element) =>
    element.attrs
      .filter(({ name }) => /^on/i.test(name))
      .map(({ name }) => ({ text: `${shown(element)} has ${name}, which is script`, near: [`${name}=`] })),
  );

const forbiddenValues = [
  [/^--|^all$/, /./],
  [/./, /\bvar\(|\benv\(|expression\(|-moz-binding/i],
  [/^position$/, /^(?!static$)/],
  [/^float$/, /^(?!none$)/],
  [/^display$/, /flex|grid/i],
  [/^(?:flex|grid|filter|backdrop-filter|transform|animation|transition|behavior)(?:-|$)/, /./],
] as const;

/** Styles that hide, move or break parts of a mail in clients which many read with. */
export const styles: Rule = ({ styles: { declarations, atRules, unreadable } }) => [
  ...declarations
    .filter(({ property, value }) => forbiddenValues.some(([name, what]) => name.test(property) && what.test(value)))
    .map(({ property, value }) => ({
      text: `${property}:${value} has no place in a mail`,
      near: writtenAs(property, value),
    })),
  ...atRules
    .filter(({ name }) => name !== "media")
    .map(({ name, params }) => ({ text: `@${name} ${params} has no place in a mail`, near: [`@${name}`] })),
  ...unreadable.map((text) => ({ text })),
];
