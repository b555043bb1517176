import { documentOf, type Element, type Styles } from "./document.ts";
import { type Fault, type Gate, uniqueFaults } from "./gate.ts";
import { badMail, isUsual } from "./mail.ts";
import { nearElement, nearStyle } from "./template-line.ts";
import { atRules, attributes, functions, pictures, properties, pseudoSelectors, tags, units } from "./used-in-mails.ts";

const allows = (known: string | RegExp | undefined, value: string): boolean =>
  typeof known === "string" || (known?.test(value) ?? false);

const newUse = (rule: string, use: string, near: readonly string[]): Fault => ({
  rule,
  text: `${use} is new in a mail. Look it up at https://www.caniemail.com; if the mail does without it where it is not known, add it to tools/mails/used-in-mails.ts with that reason`,
  near,
});

const isKnownPicture = (address: string): boolean => {
  const [, ending] = /\.(\w{3,5})(?:[?#]|$)/.exec(address.replace(/^https?:\/\/[^/]*/, "")) ?? [];
  return ending === undefined || pictures.includes(ending.toLowerCase());
};

const newInElement = (element: Element): Fault[] => {
  const { name, attribs } = element;
  return [
    ...(tags.includes(name) ? [] : [newUse("tag", `<${name}>`, [`<${name}`])]),
    ...Object.entries(attribs)
      .filter(([attribute, value]) => !allows(attributes[attribute], value))
      .map(([attribute, value]) =>
        newUse("attribute", `${attribute} of <${name}>`, [`${attribute}="${value}"`, ...nearElement(element)]),
      ),
    ...(name !== "img" || isKnownPicture(attribs["src"] ?? "")
      ? []
      : [newUse("picture", `${attribs["src"]}`, nearElement(element))]),
  ];
};

const newInStyle = ({ property, value }: Styles["declarations"][number]): Fault[] => {
  const near = nearStyle(property, value);
  if (property.startsWith("mso-")) return [];
  if (!allows(properties[property], value)) return [newUse("property", `${property}:${value}`, near)];
  const used = value.replace(/url\([^)]*\)|'[^']*'|"[^"]*"|#[\da-f]+/gi, "");
  const matches = (pattern: RegExp) => Array.from(used.matchAll(pattern), ([, found = ""]) => found);
  return [
    ...matches(/([\w-]+)\(/g)
      .filter((name) => !functions.includes(name))
      .map((name) => newUse("function", `${name}() in ${property}`, near)),
    ...matches(/\d(%|[a-z]+)/gi)
      .filter((unit) => !units.includes(unit))
      .map((unit) => newUse("unit", `${unit} in ${property}:${value}`, near)),
  ];
};

/** What this mail uses that nobody has looked up. */
const newInMail = (mail: { html: string }): Fault[] => {
  const { elements, styles } = documentOf(mail);
  return [
    ...elements.flatMap(newInElement),
    ...styles.declarations.flatMap(newInStyle),
    ...styles.atRules
      .filter((rule) => !atRules.some((known) => known.test(rule)))
      .map((rule) => newUse("at-rule", rule, [rule, rule.split(" ")[0] ?? rule])),
    ...styles.selectors
      .filter((selector) => /:/.test(selector) && !pseudoSelectors.test(selector))
      .map((selector) => newUse("selector", selector, [selector])),
    ...styles.unreadable.map((text) => ({ rule: "CSS", text })),
  ];
};

/** Mail programs drop or break what they do not know: a mail uses only what somebody has looked up. */
export const compatibility: Gate = {
  name: "mail programs",
  title: "Mail clients",
  takes: isUsual,
  sees: ({ html }) => html,
  open: () => ({ check: (mail) => ({ faults: uniqueFaults(newInMail(mail)) }) }),
  controls: [
    {
      mail: badMail({
        html: `<style>@import url(a.css);a:hover{color:red}</style><style>a{</style><svg></svg><p onclick="go()" style="display:grid">
<b style="margin:calc(1vw + 1px)">Words</b><img src="https://example.com/a.svg"></p>`,
      }),
      rules: ["tag", "attribute", "property", "function", "unit", "picture", "at-rule", "selector", "CSS"],
    },
  ],
};
