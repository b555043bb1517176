import { describe, expect, it } from "@jest/globals";
import { renderCompact, renderMail, renderPlain } from "../../src/templates/render.ts";
import { count, everyMail, mailOf, refused, viewOf } from "./views.ts";

const names: [string, unknown][] = [
  ["markup", '<a href="https://evil.example">win</a>'],
  ["a placeholder", "{####}"],
  ["another placeholder", "{##Click here##}"],
  ["a link with a placeholder", "evil.example/?c={####}"],
  ["the user name's placeholder", "{username}"],
  ["a variable", "{brand}{code}{name}"],
  ["Handlebars", "{{code}}{{{link}}}"],
  ["2,048 quotes", "'".repeat(2_048)],
  ["2,048 ampersands", "&".repeat(2_048)],
  ["a lone surrogate", "Ada \ud800"],
  ["line breaks", "Ada\r\nBcc: eve@example.com"],
  ["direction marks", "Ada \u202e\u200f\u2066"],
  ["no-break and wide spaces", "Ada\u00a0\u202f\u3000Lovelace"],
  ["an emoji with joiners", "👩\u200d👩\u200d👧"],
  ["the name of a prototype", "__proto__"],
  ["replacement patterns", "$& $1 $$ $`"],
  ["an object with its own markup", { toHTML: () => "<b>{####}</b>", toString: () => "{####}" }],
  ["a list", ["{####}"]],
];

const findTags = (html: string) => html.match(/<[!/]?[a-z[-][^\s>]*/gi)?.sort();

describe.each(everyMail)("$name in $language", ({ name: mailName, language }) => {
  const mail = mailOf(mailName);
  const expected = renderMail(mail, viewOf(mailName, language, { name: "Ada", device: "Phone" }));
  const findTagsFor = (device: string) =>
    findTags(renderMail(mail, viewOf(mailName, language, { name: "Ada", device })).html);
  const expectedTags = { Phone: findTagsFor("Phone"), "": findTagsFor("") };

  it.each(names)("is unharmed by %s", (_, value) => {
    const name = value as string;
    const view = viewOf(mailName, language, { name, device: name });
    const { subject, html, text } = renderMail(mail, view);
    const small = renderCompact(mail, view).html;
    expect(html.length).toBeLessThanOrEqual(11_500);
    expect(subject).toBe(expected.subject);
    expect(findTags(html)).toEqual(expectedTags[typeof name === "string" ? "Phone" : ""]);
    for (const placeholder of ["{####}", "{username}"]) {
      expect(count(html, placeholder)).toBe(count(expected.html, placeholder));
      expect(count(text, placeholder)).toBe(count(expected.text, placeholder));
    }
    expect([html, small, renderPlain(mail, view).html].join("")).not.toMatch(/\{\{|\{##\w|<a href="https:\/\/evil/);
    expect(renderPlain(mail, view).html).not.toMatch(/<(?!br>)/);
    for (const part of [html, text, small]) {
      expect(refused.exec(part)?.[0]).toBeUndefined();
      expect(part.isWellFormed()).toBe(true);
    }
  });
});

it("leaves Object.prototype unchanged", () => {
  expect(({} as Record<string, unknown>)["subject"]).toBeUndefined();
});
