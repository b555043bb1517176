import { byId, copy, element, number } from "/dom.js";
import { coloured, withPlaceholders } from "/markup.js";
import { change, state } from "/state.js";

const views = ["html", "text", "sms", "source"];

export const drawTabs = () => {
  for (const view of views) {
    byId(`view-${view}`).hidden = view !== state.view;
    const tab = byId(`tab-${view}`);
    tab.setAttribute("aria-selected", String(view === state.view));
    tab.tabIndex = view === state.view ? 0 : -1;
  }
};

for (const view of views) {
  byId(`tab-${view}`).addEventListener("click", () => change({ view }));
  byId(`tab-${view}`).addEventListener("keydown", ({ key }) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!by) return;
    const next = views.at((views.indexOf(view) + by) % views.length);
    change({ view: next });
    byId(`tab-${next}`).focus();
  });
}

const sheet = (title, text, body, note) => {
  const button = element("button", { type: "button", className: "button quiet small" }, "Copy");
  button.addEventListener("click", () => copy(button, text));
  return element(
    "div",
    { className: "sheet" },
    element(
      "div",
      { className: "sheet-head" },
      element("span", {}, title),
      element("span", { className: "note" }, note),
      button,
    ),
    body,
  );
};

const empty = (text) => element("p", { className: "empty" }, text);

const drawText = ({ text, sentBy, placeholders }) =>
  sheet(
    `${number(text.length)} characters`,
    text,
    element("pre", { dir: "auto" }, ...withPlaceholders(text, placeholders)),
    sentBy === "Cognito"
      ? "Cognito sends no text part: this is what the plain version says."
      : "The text part, as it is sent.",
  );

const drawSms = ({ sms, placeholders, mail }) => {
  if (sms === null) return empty(`${mail} is never sent as an SMS.`);
  const bubble = element("p", { className: "bubble", dir: "auto" }, ...withPlaceholders(sms, placeholders));
  return sheet(`${sms.length} of 140 characters`, sms, element("div", { className: "phone" }, bubble), "");
};

const drawSource = ({ html, placeholders }) => {
  const code = element("code", {}, ...coloured(html, placeholders));
  return sheet(
    `${number(html.length)} characters`,
    html,
    element("pre", { className: "source", tabIndex: 0 }, code),
    "Broken into lines for the eye; Copy takes it as it is sent.",
  );
};

/** The mail's other faces. Source is drawn only when it is looked at: it is long. */
export const drawViews = (mail) => {
  byId("view-text").replaceChildren(drawText(mail));
  byId("view-sms").replaceChildren(drawSms(mail));
  byId("view-source").replaceChildren(...(state.view === "source" ? [drawSource(mail)] : []));
};
