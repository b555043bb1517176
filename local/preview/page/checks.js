import { byId, element } from "/dom.js";
import { meter } from "/meter.js";

const section = (title, state, ...children) =>
  element(
    "section",
    { className: "check" },
    element("h2", {}, title, state ? element("span", { className: `state ${state.kind}` }, state.text) : undefined),
    ...children,
  );

const good = (text = "good") => ({ kind: "good", text });
const bad = (text) => ({ kind: "bad", text });
const line = (kind, ...children) => element("li", { className: kind }, ...children);
const lines = (...items) => element("ul", { className: "lines" }, ...items);
const row = (term, value, aside) =>
  element(
    "div",
    {},
    element("dt", {}, term, aside ? element("span", {}, aside) : undefined),
    element("dd", { dir: "auto" }, value),
  );

const message = ({ subject, preheader, sentBy, version, sms }) =>
  section(
    "Message",
    version === "rich" ? good("rich version") : bad(version),
    element(
      "dl",
      {},
      row("Subject", subject, `${subject.length} / 140`),
      row("Preheader", preheader || "none", String(preheader.length)),
      row("Sent by", sentBy === "Cognito" ? "Cognito, from the trigger" : "the suite, through SES"),
      ...(sms === null ? [] : [row("SMS", sms.length > 140 ? "too long" : "within its limit", `${sms.length} / 140`)]),
    ),
  );

const placeholders = ({ placeholders: counted }) => {
  if (counted.length === 0)
    return section("Placeholders", undefined, element("p", { className: "note" }, "A notice carries no code."));
  const fits = ({ found, expected }) => (typeof expected === "number" ? found === expected : found > 0);
  return section(
    "Placeholders",
    counted.every(fits) ? good() : bad("miscounted"),
    lines(
      ...counted.map((one) =>
        line(
          fits(one) ? "good" : "bad",
          element("code", {}, one.placeholder),
          ` found ${one.found}, expected ${one.expected}`,
        ),
      ),
    ),
  );
};

const guard = ({ breaches, version, worst, sentBy }) => {
  if (sentBy !== "Cognito" && breaches.length === 0)
    return section("Message contract", good(), lines(line("good", "Subject within 140; SES has no further limits")));
  const worstBreaches = worst?.here.breaches ?? [];
  const found = [
    ...breaches.map(({ version: step, text }) => line("bad", element("b", {}, step), ` ${text}`)),
    ...worstBreaches.map(({ version: step, text }) => line("warn", element("b", {}, `at worst, ${step}`), ` ${text}`)),
  ];
  if (found.length === 0)
    found.push(
      line("good", "Lengths, also of the SMS"),
      line("good", "No character that Cognito refuses"),
      line("good", "Code and user name as often as the template has them"),
      line("good", "No code in a foreign address, none encoded"),
    );
  const state = breaches.length > 0 ? bad(version === "rich" ? "SMS refused" : `steps down to ${version}`) : good();
  return section("Message contract", state, lines(...found));
};

const finding =
  (kind) =>
  ({ text, place }) =>
    line(kind, text, place ? element("code", { className: "place" }, `${place.file}:${place.line}`) : undefined);

const group = ({ name, state, note, findings }) =>
  section(
    name,
    { kind: state, text: note },
    findings.length > 0 ? lines(...findings.map(finding(state === "bad" ? "bad" : "skipped"))) : undefined,
  );

/** What is known of a mail at once. */
export const drawChecks = ({ mail, untouched }, marks) => {
  if (!mail)
    return byId("checks").replaceChildren(
      section("Message", bad("none"), element("p", { className: "note" }, untouched ?? "The event is not JSON yet.")),
      late(),
    );
  const { html, worst, sentBy } = mail;
  const size = section("Size", undefined, meter(html.length, worst, marks, sentBy));
  return byId("checks").replaceChildren(message(mail), size, placeholders(mail), guard(mail), late());
};

const late = () => byId("late") ?? element("div", { id: "late" });

/** Makes room for what the quality gates will say; what they said before stays until then, paler. */
export const expectFindings = (gates) => {
  for (const [gate, name] of Object.entries(gates)) {
    const place = byId(`gate-${gate}`) ?? element("div", { id: `gate-${gate}` });
    place.classList.add("stale");
    if (place.childElementCount === 0) place.append(group({ name, state: "", note: "checking …", findings: [] }));
    if (!place.isConnected) byId("late").append(place);
  }
};

/** What one of them found. */
export const drawFindings = (gate, findings) => {
  const place = byId(`gate-${gate}`);
  place?.classList.remove("stale");
  place?.replaceChildren(group(findings));
};
