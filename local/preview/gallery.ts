import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { languageTags } from "../../src/templates/compiled/words/tags.ts";
import { StartError } from "../settings.ts";
import { indexPage, type Pictured, readerPage } from "./gallery-page.ts";
import { listedMails, sampleEvent } from "./mails.ts";
import { makeMail } from "./make-mail.ts";
import { filledIn, sealed, withoutLinks } from "./seal.ts";
import { preheaderOf } from "./show.ts";
import type { Sources } from "./sources.ts";

type Reader = { language: string; brand: string };

const pictured = async ({ suite, ready }: Sources, source: string, reader: Reader): Promise<Pictured | undefined> => {
  const made = await makeMail(suite(), sampleEvent(suite(), { source, ...reader }), ready);
  const worst = await makeMail(suite(), sampleEvent(suite(), { source, ...reader, sample: "longest" }), ready);
  return (
    made && {
      ...made,
      source,
      file: `${reader.language}/${source}.html`,
      preheader: preheaderOf(made.html),
      worst: worst && { ...reader, characters: worst.html.length, breaches: worst.breaches },
    }
  );
};

const mailsFor = async (sources: Sources, reader: Reader): Promise<Pictured[]> => {
  const all: Pictured[] = [];
  for (const { source } of listedMails()) {
    const mail = await pictured(sources, source, reader);
    if (mail) all.push(mail);
  }
  return all;
};

/**
 * Writes every mail in every language and brand as plain files that can be published anywhere: relative links only, no
 * script, nothing fetched. @throws StartError when a template, the words or the settings are broken
 */
export const writeGallery = async (sources: Sources, folder: string): Promise<string> => {
  const files = new Map<string, string>();
  const all = new Map<string, Pictured[]>();
  const languages = [...languageTags];
  const brands = Object.keys(sources.suite().brands);
  for (const brand of brands)
    for (const language of languages) {
      const mails = await mailsFor(sources, { language, brand });
      all.set(`${brand}/${language}`, mails);
      files.set(`${brand}/${language}.html`, readerPage(mails, { language, brand }, languages, brands));
      for (const { file, html } of mails) files.set(`${brand}/${file}`, withoutLinks(filledIn(sealed(html))));
    }
  files.set("index.html", indexPage(all, languages, brands));
  const problems = sources.problems();
  if (problems.length > 0)
    throw new StartError(problems.map(({ file, line, text }) => `${file}:${line}: ${text}`).join("\n"));
  for (const [file, content] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return `${[...all.values()].flat().length} mails in ${relative(".", join(folder, "index.html"))}`;
};
