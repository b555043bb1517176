import type { Made } from "./make-mail.ts";
import type { Worst } from "./meter.ts";

/** One mail of the gallery with its numbers. */
export type Pictured = Made & { source: string; file: string; preheader: string; worst: Worst | undefined };

type Place = { language: string; brand: string };

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const style = `
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif;--line:light-dark(#dde0e8,#2b3242);--muted:light-dark(#525a6b,#a7b0c2);--card:light-dark(#fff,#171b26);--accent:light-dark(#4338ca,#a5b4fc)}
*{box-sizing:border-box}body{margin:0;padding:1.5rem clamp(1rem,3vw,2.5rem);background:light-dark(#f4f5f8,#0d1017);color:light-dark(#161a24,#eef0f5)}
h1{font-size:1.3rem;margin:0}h2{font-size:1.05rem;margin:0}p{margin:.2rem 0}a{color:var(--accent)}code{font:.9em ui-monospace,monospace}
nav{display:flex;flex-wrap:wrap;gap:.25rem .9rem;margin:.4rem 0}nav [aria-current]{font-weight:700;color:inherit;text-decoration:none}
.muted{color:var(--muted);font-size:.875rem}.good{color:light-dark(#0a6b3d,#6ee7a8)}.bad{color:light-dark(#b3161f,#fca5a5);font-weight:600}
article{margin-top:1.5rem;padding:1.25rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
.frames{display:flex;gap:1rem;overflow-x:auto;padding-top:1rem}figure{margin:0;flex:none}figcaption{font-size:.8rem;color:var(--muted)}
iframe{border:1px solid var(--line);border-radius:.5rem;height:52rem}.light{color-scheme:light}.dark{color-scheme:dark}
table{border-collapse:collapse;width:100%;margin-top:.5rem;background:var(--card);font-size:.875rem}caption{text-align:start;padding:1.25rem 0 .25rem;font-weight:600}
th,td{padding:.4rem .6rem;border:1px solid var(--line);text-align:start}td{font-variant-numeric:tabular-nums}`;

export const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><style>${style}</style></head><body>${body}</body></html>\n`;

const isGood = ({ version, breaches, worst, placeholders }: Pictured) =>
  version === "rich" &&
  breaches.length === 0 &&
  (worst?.breaches.length ?? 0) === 0 &&
  placeholders.every(({ found, expected }) => (typeof expected === "number" ? found === expected : found > 0));

const problemsOf = ({ breaches, worst }: Pictured) =>
  [...breaches, ...(worst?.breaches ?? [])].map(({ version, text }) => `${version}: ${text}`);

/** The numbers of one mail, in one line. */
export const numbers = (mail: Pictured): string =>
  [
    `${mail.html.length} characters`,
    `${mail.worst?.characters ?? "?"} at worst of 20000`,
    ...mail.placeholders.map(({ placeholder, found, expected }) => `${placeholder} ${found} of ${expected}`),
    isGood(mail)
      ? '<span class="good">contract kept</span>'
      : `<span class="bad">${escaped(problemsOf(mail).join("; "))}</span>`,
  ].join(" · ");

const frame = (mail: Pictured, scheme: string, width: number): string =>
  `<figure><iframe class="${scheme}" sandbox loading="lazy" width="${width}" src="${mail.file}" title="${escaped(`${mail.source}, ${scheme}, ${width} pixels`)}"></iframe><figcaption>${scheme}, ${width}</figcaption></figure>`;

const article = (mail: Pictured): string =>
  `<article id="${mail.source}"><h2><code>${mail.source}</code></h2><p dir="auto"><b>${escaped(mail.subject)}</b> <span class="muted">${escaped(mail.preheader)}</span></p><p class="muted">${numbers(mail)}</p>${mail.sms === null ? "" : `<p class="muted">SMS, ${mail.sms.length} of 140: <bdi>${escaped(mail.sms)}</bdi></p>`}<div class="frames">${frame(mail, "light", 600)}${frame(mail, "dark", 600)}${frame(mail, "light", 375)}${frame(mail, "dark", 375)}</div></article>`;

const links = (label: string, all: readonly string[], current: string, target: (one: string) => string): string =>
  `<nav aria-label="${label}"><span class="muted">${label}</span> ${all.map((one) => (one === current ? `<a href="${target(one)}" aria-current="page">${one}</a>` : `<a href="${target(one)}">${one}</a>`)).join(" ")}</nav>`;

/** All mails of one language and brand, in light, dark and narrow. */
export const readerPage = (mails: readonly Pictured[], here: Place, languages: string[], brands: string[]): string =>
  page(
    `Mails: ${here.language}, ${here.brand}`,
    `<h1>Mails</h1><p><a href="../index.html">All numbers</a></p>${links("Language", languages, here.language, (language) => `../${here.brand}/${language}.html`)}${links("Brand", brands, here.brand, (brand) => `../${brand}/${here.language}.html`)}${mails.map(article).join("")}`,
  );

const cell = (mail: Pictured | undefined, { language, brand }: Place): string =>
  mail
    ? `<td><a href="${brand}/${language}.html#${mail.source}" class="${isGood(mail) ? "" : "bad"}">${mail.html.length}</a> <span class="muted">${mail.worst?.characters ?? ""}</span></td>`
    : "<td></td>";

/** Every mail by language with its characters, and its worst case; a table per brand. */
export const indexPage = (
  all: ReadonlyMap<string, readonly Pictured[]>,
  languages: string[],
  brands: string[],
): string => {
  const sources = [...new Set([...all.values()].flat().map(({ source }) => source))];
  const table = (brand: string) =>
    `<table><caption>${escaped(brand)}</caption><thead><tr><th scope="col">Mail</th>${languages.map((language) => `<th scope="col"><a href="${brand}/${language}.html">${language}</a></th>`).join("")}</tr></thead><tbody>${sources
      .map((source) => {
        const cells = languages.map((language) =>
          cell(
            all.get(`${brand}/${language}`)?.find((mail) => mail.source === source),
            { language, brand },
          ),
        );
        return `<tr><th scope="row"><code>${source}</code></th>${cells.join("")}</tr>`;
      })
      .join("")}</tbody></table>`;
  return page(
    "All mails",
    `<h1>All mails</h1><p class="muted">Characters of HTML and, beside them, at worst; Cognito takes 20000, the build stops above 18000.</p>${brands.map(table).join("")}`,
  );
};
