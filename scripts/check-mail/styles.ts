import postcss from "postcss";
import { attribute, type MailDocument } from "./document.ts";

export type Declaration = { property: string; value: string; important: boolean };
export type AtRule = { name: string; params: string };

/** All CSS of a mail, but for what stands in comments, which only Outlook for Windows reads. */
export type Styles = { declarations: Declaration[]; atRules: AtRule[]; selectors: string[]; unreadable: string[] };

const none: Styles = { declarations: [], atRules: [], selectors: [], unreadable: [] };

const parsed = (css: string): Styles => {
  const found: Styles = structuredClone(none);
  try {
    postcss.parse(css).walk((node) => {
      if (node.type === "decl")
        found.declarations.push({
          property: node.prop.startsWith("--") ? node.prop : node.prop.toLowerCase(),
          value: node.value,
          important: node.important ?? false,
        });
      else if (node.type === "atrule") found.atRules.push({ name: node.name.toLowerCase(), params: node.params });
      else if (node.type === "rule") found.selectors.push(...node.selectors);
    });
  } catch (error) {
    found.unreadable.push(`${(error as Error).message}: ${css.slice(0, 60)}`);
  }
  return found;
};

const textIn = (element: MailDocument["elements"][number]) =>
  element.childNodes.map((node) => ("value" in node ? node.value : "")).join("");

/** The styles in a mail's style elements and style attributes. */
export const stylesOf = ({ elements }: MailDocument): Styles => {
  const parts = elements.flatMap((element) => {
    const inline = attribute(element, "style");
    const media = attribute(element, "media");
    return [
      ...(inline === undefined ? [] : [parsed(`a{${inline}}`)].map((styles) => ({ ...styles, selectors: [] }))),
      ...(element.tagName === "style" ? [parsed(textIn(element))] : []),
      ...(element.tagName === "style" && media ? [{ ...none, atRules: [{ name: "media", params: media }] }] : []),
    ];
  });
  return {
    declarations: parts.flatMap(({ declarations }) => declarations),
    atRules: parts.flatMap(({ atRules }) => atRules),
    selectors: parts.flatMap(({ selectors }) => selectors),
    unreadable: parts.flatMap(({ unreadable }) => unreadable),
  };
};
