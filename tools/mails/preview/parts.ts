import { html } from "hono/html";
import { limits } from "../../../src/rules/mail/message-contract.ts";
import type { Specimen } from "../specimens.ts";
import type { PlaceInTemplate } from "../template-line.ts";
import { mostCharacters } from "../worst-case.ts";
import type { Problem } from "./problem.ts";

export type Html = ReturnType<typeof html>;

export type Summary = Specimen & { broken: boolean };

/** The longest mail in this language and brand, and in all. */
export type Worst = { here: Specimen; anywhere: Specimen };

/** The result of a gate; `skipped` if it could not check the mail. */
export type GateReport = {
  title: string;
  state: "good" | "bad" | "skipped";
  note: string;
  findings: { text: string; place?: PlaceInTemplate | undefined }[];
};

export const formatNumber = (value: number): string => value.toLocaleString("en");

const renderDot = ({ broken, version }: Summary) => {
  if (broken) return html`<i class="dot bad" title="Its template or words have an error"></i>`;
  return version !== "rich" && html`<i class="dot" title="Replaced by the ${version} version"></i>`;
};

const renderLabel = (mail: Summary, prefix: string) =>
  html`<label class="mail" title="${mail.source}"><input type="radio" name="source" value="${mail.source}"><b>${mail.source.replace(prefix, "")}${renderDot(mail)}</b><span>${formatNumber(mail.html.length)}</span><span dir="auto">${mail.subject}</span></label>`;

/** The list of mails. */
export const renderList = (mails: readonly Summary[]): Html => {
  const group = (sender: Specimen["sentBy"], prefix: string, aside: string) =>
    html`<section><h2>Sent by ${sender}<small>${aside}</small></h2>${mails
      .filter(({ sentBy }) => sentBy === sender)
      .map((mail) => renderLabel(mail, prefix))}</section>`;
  return html`${group("Cognito", "CustomMessage_", "CustomMessage_…")}${group("the suite", "", "outbox")}`;
};

export const renderOptions = (options: readonly (readonly [value: string, text: string])[]): Html =>
  html`${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}`;

const renderSection = (title: string, state: string, note: string, body: unknown = ""): Html =>
  html`<section class="check"><h2>${title}${note && html`<span class="state ${state}">${note}</span>`}</h2>${body}</section>`;

const renderLines = (items: readonly (readonly [kind: string, content: unknown])[]): Html =>
  html`<ul class="lines">${items.map(([kind, content]) => html`<li class="${kind}">${content}</li>`)}</ul>`;

const renderMessage = ({ subject, sentBy, version, sms }: Specimen, preheader: string): Html => {
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
  return renderSection("Message", isRich ? "good" : "bad", isRich ? "rich version" : version, html`<dl>${terms}</dl>`);
};

const goal = 16_000;
const toPercent = (value: number) => `${Math.min(100, (value / limits.email) * 100)}%`;
const renderTick = (value: number, title: string) =>
  html`<s style="left:${toPercent(value)}" title="${title}">${value / 1000}k</s>`;

/** The mail's length with Cognito's limit, the goal, the build's limit, and the longest values. */
const renderSize = ({ html: { length }, sentBy }: Specimen, { here, anywhere }: Worst): Html => {
  const worst = here.html.length;
  const kind = worst > mostCharacters ? "bad" : worst > goal ? "warn" : "good";
  const body = html`<p class="figure"><b id="characters">${formatNumber(length)}</b> of ${formatNumber(limits.email)} characters</p>
<div class="meter ${kind}" role="meter" aria-label="Characters of HTML" aria-valuemin="0" aria-valuemax="${limits.email}" aria-valuenow="${length}"><i style="width:${toPercent(length)}"></i>${renderTick(goal, "The goal for the longest values")}${renderTick(mostCharacters, "Above this, the build fails")}<b style="left:${toPercent(worst)}" title="Longest values: ${formatNumber(worst)}"></b></div>
<p class="note"><b>${formatNumber(worst)}</b> with the longest values</p>
<p class="note"><b>${formatNumber(anywhere.html.length)}</b> at most, for ${anywhere.language}, ${anywhere.brand}</p>
${sentBy === "the suite" && html`<p class="note">SES has no such limit, but the build applies it to this mail too.</p>`}`;
  return renderSection("Size", "", "", body);
};

const renderPlaceholders = ({ placeholders: counted }: Specimen): Html => {
  if (counted.length === 0)
    return renderSection("Placeholders", "", "", html`<p class="note">A notice has no code.</p>`);
  const lines = counted.map(({ placeholder, found, expected }) => {
    const fits = typeof expected === "number" ? found === expected : found > 0;
    return [fits ? "good" : "bad", html`<code>${placeholder}</code> found ${found}, expected ${expected}`] as const;
  });
  const good = lines.every(([kind]) => kind === "good");
  return renderSection("Placeholders", good ? "good" : "bad", good ? "good" : "miscounted", renderLines(lines));
};

const promises = {
  Cognito: [
    "Lengths, including the SMS",
    "No characters that Cognito rejects",
    "Code and user name as often as in the template",
    "No code in another site's address, and no encoded code",
  ],
  "the suite": ["Subject within 140 characters; SES has no other limits"],
};

const renderContract = ({ breaches, version, sentBy }: Specimen, { here }: Worst): Html => {
  const found = [
    ...breaches.map((breach) => ["bad", html`<b>${breach.version}</b> ${breach.text}`] as const),
    ...here.breaches.map((breach) => ["warn", html`<b>longest values, ${breach.version}</b> ${breach.text}`] as const),
  ];
  const kept = promises[sentBy].map((text) => ["good", text] as const);
  const note = version === "rich" ? "rejected" : `replaced by ${version}`;
  const good = breaches.length === 0;
  const lines = renderLines(found.length > 0 ? found : kept);
  return renderSection("Message contract", good ? "good" : "bad", good ? "good" : note, lines);
};

/** The checks whose results are available at once. */
export const renderChecks = (mail: Specimen, preheader: string, worst: Worst): Html =>
  html`${renderMessage(mail, preheader)}${renderSize(mail, worst)}${renderPlaceholders(mail)}${renderContract(mail, worst)}`;

export const renderNoMail = (why: string): Html =>
  renderSection("Message", "bad", "none", html`<p class="note">${why}</p>`);

export const renderFindings = ({ title, state, note, findings }: GateReport): Html => {
  const lines = findings.map(({ text, place }) => {
    const where = place && html`<code class="place">${place.file}:${place.line}</code>`;
    return [state, html`${text}${where}`] as const;
  });
  return renderSection(title, state, note, renderLines(lines));
};

const renderProblem = ({ file, line, text, excerpt }: Problem) =>
  html`<li><code class="place">${file}:${line}</code><p>${text}</p><pre>${excerpt.map(
    (one) => html`<span class="${one.line === line && "at"}"><i>${`${one.line}`.padStart(4)}</i> ${one.text}</span>`,
  )}</pre></li>`;

const mostProblems = 6;

/** A card with the errors in templates, words and settings. */
export const renderProblems = (problems: readonly Problem[], title: string, note: string): Html | "" =>
  problems.length === 0
    ? ""
    : html`<div class="card"><h2>${title}</h2><ul>${problems.slice(0, mostProblems).map(renderProblem)}</ul><p class="note">${note}</p></div>`;
