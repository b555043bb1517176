import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { html, raw } from "hono/html";
import { StartError } from "../../../local/settings.ts";
import { limits } from "../../../src/rules/mail/message-contract.ts";
import type { Suite } from "../../../src/settings/suite.ts";
import { languageTags } from "../../../src/templates/compiled/words/tags.ts";
import { readDocument, readPreheader } from "../document.ts";
import { fillPlaceholders } from "../mail.ts";
import { mailSources, newSampleEvent } from "../specimen-events.ts";
import { makeMail, type Specimen } from "../specimens.ts";
import { mostCharacters } from "../worst-case.ts";
import { type Html, renderChecks } from "./parts.ts";
import { formatProblems } from "./problem.ts";
import { sealMail, withoutLinks } from "./seal.ts";
import type { Sources } from "./sources.ts";

/** A mail with usual values, and with the longest. */
type Pictured = { mail: Specimen; worst: Specimen };

const makePictured = (suite: Suite, language: string, brand: string): Pictured[] =>
  mailSources.flatMap(({ source }) => {
    const [mail, worst] = (["usual", "longest"] as const).map((sample) =>
      makeMail(suite, newSampleEvent(suite, { source, language, brand, sample })),
    );
    return mail && worst ? [{ mail, worst }] : [];
  });

const renderPage = (title: string, body: unknown): Html => {
  const style = readFileSync(join(import.meta.dirname, "page/preview.css"), "utf8");
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${raw(style)}</style></head><body class="gallery"><h1>${title}</h1>${body}</body></html>\n`;
};

const frames = [600, 375].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));

const renderArticle = ({ mail, worst }: Pictured): Html => {
  const { source, language, subject, sms } = mail;
  return html`<article id="${source}"><h2><code>${source}</code></h2><p dir="auto"><b>${subject}</b></p>${
    sms !== null && html`<p class="note">SMS: <bdi>${sms}</bdi></p>`
  }<div class="row">${frames.map(
    ({ width, scheme }) =>
      html`<iframe sandbox loading="lazy" style="width:${width}px;color-scheme:${scheme}" src="${language}/${source}.html" title="${source}, ${scheme}, ${width} pixels"></iframe>`,
  )}</div><div class="row">${renderChecks(mail, readPreheader(readDocument(mail)), { here: worst, anywhere: worst })}</div></article>`;
};

const renderLinks = (label: string, all: readonly string[], current: string, target: (one: string) => string): Html =>
  html`<nav aria-label="${label}">${label} ${all.map(
    (one) => html`<a href="${target(one)}" aria-current="${String(one === current)}">${one}</a> `,
  )}</nav>`;

const renderCell = ({ mail, worst }: Pictured): Html => {
  const state = mail.breaches.length + worst.breaches.length > 0 ? "bad" : "good";
  return html`<td><a class="state ${state}" href="${mail.brand}/${mail.language}.html#${mail.source}">${mail.html.length}</a> <span class="note">${worst.html.length}</span></td>`;
};

const renderTable = (brand: string, readers: readonly Pictured[][]): Html =>
  html`<table><caption>${brand}</caption><tr><th>Mail</th>${languageTags.map((tag) => html`<th><a href="${brand}/${tag}.html">${tag}</a></th>`)}</tr>${mailSources.map(
    ({ source }, index) =>
      html`<tr><th><code>${source}</code></th>${readers.map((mails) => mails[index] && renderCell(mails[index]))}</tr>`,
  )}</table>`;

const note = `Characters of HTML, with usual values and with the longest. Cognito accepts ${limits.email}; above ${mostCharacters} the build fails.`;

/**
 * Writes every mail in every language and brand as static files, without scripts or external content.
 * @throws StartError if a template, the words or the settings have an error
 */
export const writeGallery = async (sources: Sources, folder: string): Promise<string> => {
  const suite = await sources.readSuite();
  for (const { mail } of mailSources) await sources.prepare(mail, suite.language);
  const problems = await sources.listProblems();
  if (problems.length > 0) throw new StartError(formatProblems(problems));
  const write = async (file: string, content: Html | string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), String(await content));
  };
  const brands = Object.keys(suite.brands);
  const tables: Html[] = [];
  for (const brand of brands) {
    const readers = languageTags.map((language) => makePictured(suite, language, brand));
    tables.push(renderTable(brand, readers));
    for (const [index, language] of languageTags.entries()) {
      const mails = readers[index] ?? [];
      const body = html`<p><a href="../index.html">All mails</a></p>
${renderLinks("Language", languageTags, language, (tag) => `${tag}.html`)}
${renderLinks("Brand", brands, brand, (one) => `../${one}/${language}.html`)}
${mails.map(renderArticle)}`;
      await write(`${brand}/${language}.html`, renderPage(`Mails: ${language}, ${brand}`, body));
      for (const { mail } of mails)
        await write(`${brand}/${language}/${mail.source}.html`, withoutLinks(fillPlaceholders(sealMail(mail.html))));
    }
  }
  await write("index.html", renderPage("All mails", html`<p class="note">${note}</p>${tables}`));
  const count = languageTags.length * brands.length * mailSources.length;
  return `${count} mails in ${relative(".", join(folder, "index.html"))}`;
};
