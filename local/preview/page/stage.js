import { byId, element } from "/dom.js";
import { change, state } from "/state.js";

let shown;
let waiting;

const adjustHeight = (frame) => {
  const { body, documentElement } = frame.contentDocument ?? {};
  if (!body) return;
  frame.style.height = "0";
  frame.style.height = `${Math.max(documentElement.scrollHeight, 200)}px`;
};

const say = (text) => {
  byId("target").textContent = text;
  byId("target").hidden = !text;
};

const linkAt = (event) => event.target.closest?.("a[href]")?.getAttribute("href");

/** Links tell where they lead, and lead nowhere: a link that is followed can use up the code in it. */
const holdLinks = (page) => {
  for (const name of ["click", "auxclick"])
    page.addEventListener(name, (event) => {
      const link = linkAt(event);
      if (link === undefined) return;
      event.preventDefault();
      say(`Not followed: ${link}`);
    });
  page.addEventListener("mouseover", (event) => say(linkAt(event) ?? ""));
  page.addEventListener("dragstart", (event) => event.preventDefault());
};

/** Loads the mail out of sight, and shows it when it is there: no flash of nothing between two saves. */
const load = (html) =>
  new Promise((resolve) => {
    waiting?.remove();
    const frame = element("iframe", { title: "The mail", className: "waiting" });
    // Without scripts; the origin is ours, so that the page can hold the links and see how high the mail is.
    frame.setAttribute("sandbox", "allow-same-origin");
    frame.style.colorScheme = state.scheme;
    frame.srcdoc = html;
    waiting = frame;
    frame.addEventListener("load", () => {
      if (waiting !== frame) return resolve(false);
      waiting = undefined;
      holdLinks(frame.contentDocument);
      adjustHeight(frame);
      frame.className = "";
      frame.id = "mail";
      shown?.remove();
      shown = frame;
      resolve(true);
    });
    byId("device").append(frame);
  });

/** Shows the mail's HTML; answers whether it is on the screen, or a newer one was faster. */
export const drawMail = ({ frame, filled }) => load(state.filled ? filled : frame);

export const drawScheme = () => {
  if (shown) shown.style.colorScheme = state.scheme;
  byId("view-html").style.colorScheme = state.scheme;
  for (const button of document.querySelectorAll("[data-scheme]"))
    button.setAttribute("aria-pressed", String(button.dataset.scheme === state.scheme));
};

export const drawWidth = () => {
  byId("device").style.width = `${state.width}px`;
  byId("width").value = state.width;
  for (const button of document.querySelectorAll("[data-width]"))
    button.setAttribute("aria-pressed", String(button.dataset.width === state.width));
};

// What scrolls has to be reached by keys: nothing else in it can be.
byId("view-html").tabIndex = 0;

new ResizeObserver(([entry]) => {
  const width = String(Math.round(entry.contentRect.width));
  if (shown) adjustHeight(shown);
  if (byId("device").style.width === `${width}px` && width !== state.width) change({ width });
}).observe(byId("device"));

for (const button of document.querySelectorAll("[data-width]"))
  button.addEventListener("click", () => change({ width: button.dataset.width }));
for (const button of document.querySelectorAll("[data-scheme]"))
  button.addEventListener("click", () => change({ scheme: button.dataset.scheme }));
byId("width").addEventListener("change", ({ target }) => {
  if (target.reportValidity()) change({ width: target.value });
});
