import { describe, expect, it } from "@jest/globals";
import { type Feature, features, supportOf } from "../../scripts/check-mail/compatibility/data.ts";
import { detectorOf } from "../../scripts/check-mail/compatibility/detectors.ts";
import { usedBy } from "../../scripts/check-mail/compatibility/usage.ts";
import { waivers } from "../../scripts/check-mail/compatibility/waivers.ts";
import { compatibility, lacks } from "../../scripts/check-mail/compatibility.ts";
import { readHtml } from "../../scripts/check-mail/document.ts";
import { bases } from "./mutations.ts";

const used = (html: string) => {
  const mail = usedBy(readHtml(html));
  return features.filter((feature) => (detectorOf(feature)?.(mail) ?? []).length > 0).map(({ slug }) => slug);
};
const inline = (style: string) =>
  used(`<div style="${style}"></div>`).filter((slug) => !/^html-|css-unit-px/.test(slug));
const sheet = (css: string) =>
  used(`<style>${css}</style>`).filter((slug) => !/^html-|css-selector-(?:class|type|id)$/.test(slug));
const element = (html: string) =>
  used(`<!--c-->${html}`).filter((slug) => !["html-body", "html-comments"].includes(slug));

it("can find every feature that HTML and CSS may show", () => {
  expect(features.filter((feature) => !detectorOf(feature)).map(({ slug }) => slug)).toEqual(["amp", "bimi"]);
});

describe("a style is matched exactly", () => {
  it.each([
    ["display:grid", ["css-display", "css-display-grid"]],
    ["display:block", ["css-display"]],
    ["text-transform:none", ["css-text-transform"]],
    ["transform:none", ["css-transform"]],
    ["border-radius:1px", ["css-border-radius"]],
    ["border-start-end-radius:1px", ["css-border-radius-logical"]],
    ["column-gap:1px", ["css-gap"]],
    ["width:minmax(1px,2px)", ["css-width"]],
    ["width:max(1px,2px)", ["css-function-max", "css-width"]],
    ["width:calc(1px + 2px)", ["css-unit-calc", "css-width"]],
    ["--a:1px", ["css-variables"]],
    ["color:var(--a)", ["css-variables"]],
    ["color:red!important", ["css-important"]],
    ["table-layout:fixed", ["css-table-layout"]],
    ["font-family:'system-ui-ish'", []],
    ["color:red", []],
  ])("%s", (style, slugs) => {
    expect(inline(style).sort()).toEqual(slugs);
  });

  it.each([
    ["@media (prefers-color-scheme: dark){}", ["css-at-media", "css-at-media-prefers-color-scheme"]],
    ["@media (min-width:1px){}", ["css-at-media"]],
    ["@font-face{}", ["css-at-font-face"]],
    [".a:hover{}", ["css-pseudo-class-hover"]],
    ["a::before{}", ["css-pseudo-element-before"]],
    [".a > .b{}", ["css-selector-child"]],
    [".a .b{}", ["css-selector-descendant"]],
    [".a.b{}", ["css-selector-chaining"]],
    ['a[href="a > b"]{}', ["css-selector-attribute"]],
  ])("%s", (css, slugs) => {
    expect(sheet(css).sort()).toEqual(slugs);
  });

  it.each([
    ["<svg></svg>", ["html-svg"]],
    ['<input type="hidden">', ["html-input-hidden"]],
    ["<form></form>", ["html-form"]],
    ['<img srcset="a.webp 2x" src="a.png">', ["html-img", "html-srcset", "image-png"]],
    ['<a href="mailto:a@b.c">a</a>', ["html-mailto-links"]],
    ['<p aria-label="a">a</p>', ["html-aria-label", "html-p"]],
  ])("%s", (html, slugs) => {
    expect(element(html).sort()).toEqual(slugs);
  });
});

describe("the newest version that was tested counts", () => {
  const feature = (versions: Record<string, string>): Feature => ({
    slug: "a",
    title: "a",
    category: "css",
    stats: { outlook: { macos: versions }, "apple-mail": { ios: versions } },
  });
  it.each([
    ["outlook.macos", { "2021-10": "n", "16.80": "y" }, "y"],
    ["outlook.macos", { "2011": "n", "2016": "n", "16.80": "y", "2024-10": "a #1" }, "a"],
    ["apple-mail.ios", { "12.4": "n", "9": "y" }, "n"],
    ["apple-mail.ios", { "12.1": "n", "2024-10": "y" }, "y"],
    ["gmail.ios", {}, undefined],
  ] as const)("%s %j", (client, versions, support) => {
    expect(supportOf(feature(versions), client)).toBe(support);
  });
});

describe("a waiver", () => {
  it("has a reason, and names a feature that its clients lack", () => {
    for (const { feature, clients, reason } of waivers) {
      expect(reason).not.toBe("");
      const data = features.find(({ slug }) => slug === feature);
      for (const client of clients)
        expect([feature, client, data && supportOf(data, client)]).toEqual([feature, client, "n"]);
    }
  });

  it("is for one use: another one is found", () => {
    expect(lacks('<p style="height:auto">').map(({ use }) => use)).toContain("height:auto");
    const check = (html: string) =>
      Promise.resolve(compatibility().open()).then(({ check }) => check({ ...bases.code, html }));
    return Promise.all([
      expect(check('<p style="height:auto">')).resolves.not.toContainEqual(
        expect.objectContaining({ rule: "css-height" }),
      ),
      expect(check('<p style="height:300px">')).resolves.toContainEqual(
        expect.objectContaining({ rule: "css-height" }),
      ),
    ]);
  });

  it("that nothing needs is a finding", async () => {
    const gate = await compatibility([
      { feature: "css-position", uses: /^position:sticky$/, clients: ["gmail.ios"], reason: "none" },
    ]).open();
    await gate.check(bases.code);
    expect(gate.afterwards?.()).toEqual([
      { rule: "stale waiver", text: "css-position (^position:sticky$) is waived for gmail.ios, and no mail needs it" },
    ]);
  });
});
