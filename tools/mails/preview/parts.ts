import { html } from "hono/html";
import { limits } from "../../../src/rules/mail/message-contract.ts";
import type { Specimen } from "../specimens.ts";
import type { PlaceInTemplate } from "../template-line.ts";
import { mostCharacters } from "../worst-case.ts";
import type { Problem } from "./problem.ts";

export type Html = ReturnType<typeof html>;

/** A mail in the list. */
export type Summary = Specimen & { broken: boolean };

/** The mail at its longest, for this reader and for the one who has it worst of all. */
export type Worst = { here: Specimen; anywhere: Specimen };

/** What a gate says of a mail; `skipped` if it could not look. */
export type Findings = {
  title: string;
  state: "good" | "bad" | "skipped";
  note: string;
  findings: { text: string; place?: PlaceInTemplate | undefined }[];
};

export const showNumber = (value: number): string => value.toLocaleString("en");

const dot = ({ broken, version }: Summary) => {
  if (broken) return html`<i class="dot bad" title="Its template or words have an error"></i>`;
  return version !== "rich" && html`<i class="dot" title="Steps down to ${version}"></i>`;
};

const label = (mail: Summary, prefix: string) =>
  html`<label class="mail" title="${mail.source}"><input type="radio" name="source" value="${mail.source}"><b>${mail.source.replace(prefix, "")}${dot(mail)}</b><span>${showNumber(mail.html.length)}</span><span dir="auto">${mail.subject}</span></label>`;

/** Every mail for one reader, to choose from. */
export const renderList = (mails: readonly Summary[]): Html => {
  const group = (sender: Specimen["sentBy"], prefix: string, aside: string) =>
    html`<section><h2>Sent by ${sender}<small>${aside}</small></h2>${mails
      .filter(({ sentBy }) => sentBy === sender)
      .map((mail) => label(mail, prefix))}</section>`;
  return html`${group("Cognito", "CustomMessage_", "CustomMessage_…")}${group("the suite", "", "outbox")}`;
};

export const renderOptions = (options: readonly (readonly [value: string, text: string])[]): Html =>
  html`${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}`;

const section = (title: string, state: string, note: string, body: unknown = ""): Html =>
  html`<section class="check"><h2>${title}${note && html`<span class="state ${state}">${note}</span>`}</h2>${body}</section>`;

const list = (items: readonly (readonly [kind: string, content: unknown])[]): Html =>
  html`<ul class="lines">${items.map(([kind, content]) => html`<li class="${kind}">${content}</li>`)}</ul>`;

const message = ({ subject, sentBy, version, sms }: Specimen, preheader: string): Html => {
  const rows = [
    ["Subject", subject, `${subject.length} / ${limits.subject}`],
    ["Preheader", preheader || "none", `${preheader.length}`],
    ["Sent by", sentBy === "Cognito" ? "Cognito, from the trigger" : "the suite, through SES", ""],
    ...(sms === null ? [] : [["SMS", "within its limit", `${sms.length} / ${limits.sms}`]]),
  ];
  const terms = rows.map(
    ([term, value, aside]) => html`<dt>${term}<span>${aside}</span></dt><dd dir="auto">${value}</dd>`,
  );
  const isRich = version === "rich";
  return section("Message", isRich ? "good" : "bad", isRich ? "rich version" : version, html`<dl>${terms}</dl>`);
};

const goal = 16_000;
const share = (value: number) => `${Math.min(100, (value / limits.email) * 100)}%`;
const tick = (value: number, title: string) =>
  html`<s style="left:${share(value)}" title="${title}">${value / 1000}k</s>`;

/** The mail's characters against what Cognito takes, with the goal, the build's limit, and the worst case. */
const size = ({ html: { length }, sentBy }: Specimen, { here, anywhere }: Worst): Html => {
  const worst = here.html.length;
  const kind = worst > mostCharacters ? "bad" : worst > goal ? "warn" : "good";
  const body = html`<p class="figure"><b id="characters">${showNumber(length)}</b> of ${showNumber(limits.email)} characters</p>
<div class="meter ${kind}" role="meter" aria-label="Characters of HTML" aria-valuemin="0" aria-valuemax="${limits.email}" aria-valuenow="${length}"><i style="width:${share(length)}"></i>${tick(goal, "The goal at worst")}${tick(mostCharacters, "Above this the build fails")}<b style="left:${share(worst)}" title="At worst ${showNumber(worst)}"></b></div>
<p class="note"><b>${showNumber(worst)}</b> at worst, for this reader</p>
<p class="note"><b>${showNumber(anywhere.html.length)}</b> at worst of all: ${anywhere.language}, ${anywhere.brand}</p>
${sentBy === "the suite" && html`<p class="note">SES has no such limit; the build holds this mail to it all the same.</p>`}`;
  return section("Size", "", "", body);
};

const placeholders = ({ placeholders: counted }: Specimen): Html => {
  if (counted.length === 0) return section("Placeholders", "", "", html`<p class="note">A notice carries no code.</p>`);
  const lines = counted.map(({ placeholder, found, expected }) => {
    const fits = typeof expected === "number" ? found === expected : found > 0;
    return [fits ? "good" : "bad", html`<code>${placeholder}</code> found ${found}, expected ${expected}`] as const;
  });
  const good = lines.every(([kind]) => kind === "good");
  return section("Placeholders", good ? "good" : "bad", good ? "good" : "miscounted", list(lines));
};

const promises = {
  Cognito: [
    "Lengths, also of the SMS",
    "No character that Cognito refuses",
    "Code and user name as often as the template has them",
    "No code in a foreign address, none encoded",
  ],
  "the suite": ["Subject within 140; SES has no further limits"],
};

const contract = ({ breaches, version, sentBy }: Specimen, { here }: Worst): Html => {
  const found = [
    ...breaches.map((breach) => ["bad", html`<b>${breach.version}</b> ${breach.text}`] as const),
    ...here.breaches.map((breach) => ["warn", html`<b>at worst, ${breach.version}</b> ${breach.text}`] as const),
  ];
  const kept = promises[sentBy].map((text) => ["good", text] as const);
  const note = version === "rich" ? "refused" : `steps down to ${version}`;
  const good = breaches.length === 0;
  const lines = list(found.length > 0 ? found : kept);
  return section("Message contract", good ? "good" : "bad", good ? "good" : note, lines);
};

/** What is known of a mail at once. */
export const renderChecks = (mail: Specimen, preheader: string, worst: Worst): Html =>
  html`${message(mail, preheader)}${size(mail, worst)}${placeholders(mail)}${contract(mail, worst)}`;

/** Why there is no mail. */
export const renderNoMail = (why: string): Html => section("Message", "bad", "none", html`<p class="note">${why}</p>`);

/** What one of the gates found; the gates take longer than the mail. */
export const renderFindings = ({ title, state, note, findings }: Findings): Html => {
  const lines = findings.map(({ text, place }) => {
    const where = place && html`<code class="place">${place.file}:${place.line}</code>`;
    return [state, html`${text}${where}`] as const;
  });
  return section(title, state, note, list(lines));
};

const problemCard = ({ file, line, text, excerpt }: Problem) =>
  html`<li><code class="place">${file}:${line}</code><p>${text}</p><pre>${excerpt.map(
    (one) => html`<span class="${one.line === line && "at"}"><i>${`${one.line}`.padStart(4)}</i> ${one.text}</span>`,
  )}</pre></li>`;

const mostProblems = 6;

/** What keeps mails from being shown as their files have them; nothing if there is nothing. */
export const renderProblems = (problems: readonly Problem[], title: string, note: string): Html | "" =>
  problems.length === 0
    ? ""
    : html`<div class="card"><h2>${title}</h2><ul>${problems.slice(0, mostProblems).map(problemCard)}</ul><p class="note">${note}</p></div>`;
