import { type Element, readDocument, type Styles } from "./document.ts";
import { type Fault, type Gate, removeDuplicateFaults } from "./gate.ts";
import { isUsual, newBadMail } from "./mail.ts";
import { listElementHints, listStyleHints } from "./template-line.ts";
import { atRules, attributes, functions, pictures, properties, pseudoSelectors, tags, units } from "./used-in-mails.ts";

const isKnownValue = (known: string | RegExp | undefined, value: string): boolean =>
  typeof known === "string" || (known?.test(value) ?? false);

const newFault = (rule: string, use: string, near: readonly string[]): Fault => ({
  rule,
  text: `${use} is new in a mail. Look it up at https://www.caniemail.com. If the mail still works in clients without it, add it to tools/mails/used-in-mails.ts with the reason`,
  near,
});

const isKnownPicture = (address: string): boolean => {
  const [, ending] = /\.(\w{3,5})(?:[?#]|$)/.exec(address.replace(/^https?:\/\/[^/]*/, "")) ?? [];
  return ending === undefined || pictures.includes(ending.toLowerCase());
};

const findNewInElement = (element: Element): Fault[] => {
  const { name, attribs } = element;
  return [
    ...(tags.includes(name) ? [] : [newFault("tag", `<${name}>`, [`<${name}`])]),
    ...Object.entries(attribs)
      .filter(([attribute, value]) => !isKnownValue(attributes[attribute], value))
      .map(([attribute, value]) =>
        newFault("attribute", `${attribute} of <${name}>`, [`${attribute}="${value}"`, ...listElementHints(element)]),
      ),
    ...(name !== "img" || isKnownPicture(attribs["src"] ?? "")
      ? []
      : [newFault("picture", `${attribs["src"]}`, listElementHints(element))]),
  ];
};

const findNewInStyle = ({ property, value }: Styles["declarations"][number]): Fault[] => {
  const near = listStyleHints(property, value);
  if (property.startsWith("mso-")) return [];
  if (!isKnownValue(properties[property], value)) return [newFault("property", `${property}:${value}`, near)];
  const used = value.replace(/url\([^)]*\)|'[^']*'|"[^"]*"|#[\da-f]+/gi, "");
  const findMatches = (pattern: RegExp) => Array.from(used.matchAll(pattern), ([, found = ""]) => found);
  return [
    ...findMatches(/([\w-]+)\(/g)
      .filter((name) => !functions.includes(name))
      .map((name) => newFault("function", `${name}() in ${property}`, near)),
    ...findMatches(/\d(%|[a-z]+)/gi)
      .filter((unit) => !units.includes(unit))
      .map((unit) => newFault("unit", `${unit} in ${property}:${value}`, near)),
  ];
};

/** What a mail uses that is not in used-in-mails.ts. */
const findNewInMail = (mail: { html: string }): Fault[] => {
  const { elements, styles } = readDocument(mail);
  return [
    ...elements.flatMap(findNewInElement),
    ...styles.declarations.flatMap(findNewInStyle),
    ...styles.atRules
      .filter((rule) => !atRules.some((known) => known.test(rule)))
      .map((rule) => newFault("at-rule", rule, [rule, rule.split(" ")[0] ?? rule])),
    ...styles.selectors
      .filter((selector) => /:/.test(selector) && !pseudoSelectors.test(selector))
      .map((selector) => newFault("selector", selector, [selector])),
    ...styles.unreadable.map((text) => ({ rule: "CSS", text })),
  ];
};

/** Mail clients drop or break what they do not know, so mails use only what used-in-mails.ts lists. */
export const compatibility: Gate = {
  name: "mail programs",
  title: "Mail clients",
  takes: isUsual,
  sees: ({ html }) => html,
  open: () => ({ check: (mail) => ({ faults: removeDuplicateFaults(findNewInMail(mail)) }) }),
  controls: [
    {
      mail: newBadMail({
        html: `<style>@import url(a.css);a:hover{color:red}</style><style>a{</style><svg></svg><p onclick="go()" style="display:grid">
<b style="margin:calc(1vw + 1px)">Words</b><img src="https://example.com/a.svg"></p>`,
      }),
      rules: ["tag", "attribute", "property", "function", "unit", "picture", "at-rule", "selector", "CSS"],
    },
  ],
};
