import { byId, element, number } from "/dom.js";
import { change, state } from "/state.js";

let mails = [];

const groups = [
  { sentBy: "Cognito", title: "Sent by Cognito", prefix: "CustomMessage_" },
  { sentBy: "the suite", title: "Sent by the suite", prefix: "" },
];

const matches = (mail, wish) =>
  wish.split(/\s+/).every((word) => `${mail.source} ${mail.mail} ${mail.subject}`.toLowerCase().includes(word));

const mark = ({ broken, version }) => {
  if (broken) return element("span", { className: "dot bad", title: "Its template or words have an error" });
  return version === "rich" ? undefined : element("span", { className: "dot warn", title: `Steps down to ${version}` });
};

const item = (mail, prefix) =>
  element(
    "button",
    {
      type: "button",
      className: "mail",
      data: { source: mail.source },
      title: mail.source,
      aria: { current: String(mail.source === state.source) },
      tabIndex: mail.source === state.source ? 0 : -1,
      onclick: () => change({ source: mail.source, event: "" }),
    },
    element("span", { className: "name" }, mail.source.replace(prefix, ""), mark(mail)),
    element("span", { className: "size" }, number(mail.characters)),
    element("span", { className: "subject", dir: "auto" }, mail.subject),
  );

/** Draws the list again, filtered by what is in the search field. */
export const drawList = () => {
  const wish = byId("search").value.trim().toLowerCase();
  const focused = byId("mails").contains(document.activeElement);
  const parts = groups.flatMap(({ sentBy, title, prefix }) => {
    const found = mails.filter((mail) => mail.sentBy === sentBy && matches(mail, wish));
    if (found.length === 0) return [];
    const heading = element("h2", {}, title, element("small", {}, prefix ? `${prefix}…` : "outbox"));
    return [heading, ...found.map((mail) => item(mail, prefix))];
  });
  byId("mails").replaceChildren(
    ...(parts.length > 0 ? parts : [element("p", { className: "note" }, "No mail matches.")]),
  );
  const current = byId("mails").querySelector("[aria-current=true]");
  if (!current) byId("mails").querySelector("button")?.setAttribute("tabindex", "0");
  if (focused) current?.focus();
};

export const setMails = (fresh) => {
  mails = fresh;
  drawList();
};

/** Steps through the mails that the filter leaves. */
export const step = (by) => {
  const shown = [...byId("mails").querySelectorAll("button")];
  const at = shown.findIndex((button) => button.dataset.source === state.source);
  const next = shown[(at + by + shown.length) % shown.length];
  if (!next) return;
  change({ source: next.dataset.source, event: "" });
  next.scrollIntoView({ block: "nearest" });
};

byId("search").addEventListener("input", drawList);
byId("search").addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    byId("search").value = "";
    drawList();
    byId("search").blur();
  }
  if (event.key === "Enter") byId("mails").querySelector("button")?.click();
});
