import { html, raw } from "hono/html";
import type { LinkPage } from "../rules/mail/verification-link.ts";
import type { Brand } from "../templates/brand.ts";
import pageWords from "../templates/compiled/words/pages.ts";
import { fill } from "../templates/fill.ts";
import type { Language, Words } from "../templates/languages.ts";
import { supportLinkOf } from "../templates/model.ts";
import { directionOf, readWords } from "../templates/words.ts";
import { script } from "./compiled.ts";
import { styleOf } from "./style.ts";

type Frame = { language: Language; brand: Brand };
type LinkPageData = Frame & {
  page: LinkPage;
  cognitoUrl: string;
  appClientIds: readonly string[];
  passwordLength: string;
};

const wordsOf = readWords<Pick<Words, "direction" | "pages">>(pageWords);

const renderDocument = ({ language, brand }: Frame, title: string, content: unknown) => html`<!doctype html>
<html lang="${language}" dir="${directionOf(wordsOf(language))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${raw(styleOf(brand))}</style>
</head>
<body>
<main class="card">
<p class="brand"><a href="${brand.website}">${
  brand.logo ? html`<img src="${brand.logo.url}" width="${brand.logo.width}" alt="${brand.name}">` : brand.name
}</a></p>
${content}
</main>
<p class="help">${wordsOf(language).pages.shared.help} <a href="${supportLinkOf(brand)}">${brand.support}</a></p>
</body>
</html>`;

/** The page of a verification link. It shows a button, and its script waits until the user presses it. */
export const renderLinkPage = ({ page, language, brand, cognitoUrl, appClientIds, passwordLength }: LinkPageData) => {
  const { shared, confirm, reset } = wordsOf(language).pages;
  const values = { brand: brand.name, length: passwordLength };
  const fillIn = (words: string) => fill(words, values);
  const own = page === "confirm" ? confirm : reset;
  const texts = Object.fromEntries(Object.entries({ ...shared, ...own }).map(([name, words]) => [name, fillIn(words)]));
  const facts = JSON.stringify({ page, cognitoUrl, appClientIds, texts });
  return renderDocument(
    { language, brand },
    fillIn(own.title),
    html`<h1 id="heading" tabindex="-1">${own.heading}</h1>
<p id="intro">${own.intro}</p>
<noscript><p class="problem">${shared.noScript}</p></noscript>
${page === "reset" ? renderStartForm(language) : ""}
<form id="form" hidden novalidate>
<p id="code-field"><label for="code">${shared.code}</label>
<input id="code" inputmode="numeric" autocomplete="one-time-code" maxlength="10" dir="ltr" aria-describedby="code-hint">
<span id="code-hint" class="hint">${shared.codeHint}</span></p>
${page === "reset" ? renderPasswordFields(language, fillIn) : ""}
<button id="action" type="submit">${own.button}</button>
</form>
<p id="message" role="status" aria-live="polite"></p>
<p id="next" hidden><button id="resend" type="button" class="quiet">${own.resend}</button></p>
<p id="onward" hidden><a class="button" href="${brand.website}">${fillIn(own.continue)}</a></p>
<div id="facts" hidden data-facts="${facts}"></div>
<script>${raw(script)}</script>`,
  );
};

const renderStartForm = (language: Language) => {
  const { reset } = wordsOf(language).pages;
  return html`<form id="start" hidden novalidate>
<p><label for="user">${reset.email}</label>
<input id="user" type="email" autocomplete="username" maxlength="320" dir="ltr"></p>
<button id="send" type="submit">${reset.send}</button>
</form>`;
};

const renderPasswordFields = (language: Language, say: (words: string) => string) => {
  const { reset } = wordsOf(language).pages;
  return html`<p><label for="password">${reset.newPassword}</label>
<input id="password" type="password" autocomplete="new-password" maxlength="256" dir="ltr" aria-describedby="rules">
<span id="rules" class="hint">${say(reset.rules)}</span></p>
<p><label for="repeat">${reset.repeatPassword}</label>
<input id="repeat" type="password" autocomplete="new-password" maxlength="256" dir="ltr"></p>
<p><button id="show" type="button" class="quiet" aria-pressed="false">${reset.showPassword}</button></p>`;
};

export const renderNotFoundPage = ({ language, brand }: Frame) => {
  const { shared } = wordsOf(language).pages;
  return renderDocument(
    { language, brand },
    brand.name,
    html`<h1>404</h1><p>${shared.incompleteLink}</p>
<p><a class="button" href="${brand.website}">${fill(shared.back, { brand: brand.name })}</a></p>`,
  );
};
