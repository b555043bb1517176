import { describe, expect, it } from "@jest/globals";
import { languages } from "../../src/templates/languages.ts";
import { linkCounts, renderCompact, renderMail, renderPlain } from "../../src/templates/render.ts";
import { count, everyMail, mailOf, origin, refused, viewOf } from "./views.ts";

describe.each(everyMail)("$name in $language", ({ name, language }) => {
  const mail = mailOf(name);
  const view = viewOf(name, language);
  const { subject, html, text } = renderMail(mail, view);
  const small = renderCompact(mail, view);

  it("stays well below Cognito's length limits", () => {
    expect(subject.length).toBeLessThanOrEqual(140);
    expect(html.length).toBeLessThanOrEqual(10_500);
    expect(small.html.length).toBeLessThan(2_000);
  });

  it("has no character that Cognito rejects", () => {
    for (const part of [subject, html, text, small.html, renderPlain(mail, view).html]) {
      expect(refused.exec(part)?.[0]).toBeUndefined();
    }
  });

  it("has the expected number of placeholders in every version", () => {
    const carries = view.link?.includes("{####}") ? linkCounts : { rich: 0, compact: 0, plain: 0 };
    const once = view.code ? 1 : 0;
    const versions = { rich: html, compact: small.html, plain: renderPlain(mail, view).html };
    for (const version of ["rich", "compact", "plain"] as const) {
      expect([version, count(versions[version], "{####}")]).toEqual([version, once + carries[version]]);
      expect([version, count(versions[version], "{username}")]).toEqual([version, view.userName ? 1 : 0]);
      expect(versions[version]).not.toMatch(/\{\{|%7B|undefined|\[object/);
    }
  });

  it("has a text version with the code and the link, without markup", () => {
    expect(text).toContain(view.code ?? "");
    expect(text).toContain(view.link ?? "");
    expect(text).not.toMatch(/[<>]|&#?\w+;/);
  });

  it("links only to the suite, the website and the support address, and shows its real targets", () => {
    const anchors = Array.from(html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g));
    expect(anchors.length).toBeGreaterThan(1);
    for (const [, target = "", words = ""] of anchors) {
      const known = [view.link, view.brand.website, `mailto:${view.brand.support}`];
      expect(known).toContain(target);
      expect(words.startsWith("https://") ? words : target).toBe(target);
    }
  });

  it("sets its language, direction and title, and marks tables as presentation", () => {
    expect(html).toContain(`<html lang="${language}" dir="${languages[language].direction}"`);
    expect(html).toContain(`<title>${subject}</title>`);
    expect(count(html, "<table") - count(html, 'role="presentation"') + count(html, '<td align="center" bgcolor')).toBe(
      0,
    );
    expect(html).not.toMatch(/<script|<svg|<form|var\(--|http:\/\/(?!www\.w3\.org)/);
  });

  it("reads well without a link", () => {
    const bare = renderMail(mail, { ...view, link: undefined });
    expect(bare.html).not.toContain('class="button"');
    expect(bare.html).not.toContain('href=""');
    expect(bare.html).not.toContain(view.words.frame.linkHint);
    expect(bare.text).not.toContain(origin);
  });

  it("mirrors its layout for right-to-left languages, except for the code and the link", () => {
    const turned = renderMail(mail, { ...view, language: "ar", words: { ...languages[language], direction: "rtl" } });
    expect(turned.html).toContain('<html lang="ar" dir="rtl"');
    expect(turned.html).not.toMatch(/direction:ltr|text-align:left|align="left"/);
    const kept = Array.from(
      turned.html.matchAll(/<(\w+)[^>]* dir="${languages[language].direction}"/g),
      ([, tag]) => tag,
    );
    expect(kept.every((tag) => tag === "b" || tag === "a")).toBe(true);
  });
});
