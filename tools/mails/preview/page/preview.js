import { loadMail, watchWidth } from "/frame.js";

const byId = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];

/** The state is in the URL, so that it can be shared and survives a reload. */
const usual = {
  source: "CustomMessage_SignUp",
  language: "en",
  brand: "default",
  view: "html",
  width: "600",
  scheme: "light",
  filled: "",
  sample: "usual",
  event: "",
};
const read = () => {
  const given = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(Object.entries(usual).map(([name, value]) => [name, given.get(name) ?? value]));
};
let state = read();

const writeAddress = () => {
  const parts = Object.entries(state).filter(
    ([name, value]) => value !== usual[name] || ["source", "language", "brand"].includes(name),
  );
  history.replaceState(undefined, "", `#${new URLSearchParams(parts)}`);
};

const drawn = {};
const put = (parts = {}) => {
  for (const [id, html] of Object.entries(parts)) if (drawn[id] !== html) byId(id).innerHTML = drawn[id] = html;
};

const live = (text, className = "on") => Object.assign(byId("live"), { textContent: text, className });

/** Updates all controls from the state, except the one in which the user is typing. */
const drawControls = () => {
  for (const control of all("[name]"))
    if (["radio", "checkbox"].includes(control.type)) control.checked = control.value === state[control.name];
    else if (control !== document.activeElement && control.name !== "event") control.value = state[control.name];
  byId("device").style.width = `${state.width}px`;
  byId("canvas").style.colorScheme = state.scheme;
  byId("canvas").hidden = state.view !== "html";
  byId("reset").hidden = !state.event;
  byId("event-state").textContent = state.event ? "edited" : "for this language and brand";
};

const filter = () => {
  const words = byId("search").value.trim().toLowerCase().split(/\s+/);
  for (const mail of all(".mail"))
    mail.hidden = !words.every((word) => `${mail.title} ${mail.textContent}`.toLowerCase().includes(word));
};

const ask = async (path, more) => {
  const body = JSON.stringify({ ...state, event: state.event || undefined, ...more });
  const response = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body });
  if (response.ok) return response;
  const { message, parts } = await response.json();
  put(parts);
  throw new Error(message);
};

const drawEventError = (error) => {
  const field = byId("event");
  byId("event-error").textContent = error ? `Line ${error.line}, column ${error.column}: ${error.message}` : "";
  field.setAttribute("aria-invalid", String(Boolean(error)));
  byId("event-error").onclick = () => {
    const before = field.value.split("\n").slice(0, error.line - 1);
    const at = before.reduce((sum, line) => sum + line.length + 1, error.column - 1);
    field.focus();
    field.setSelectionRange(at, at + 1);
  };
};

let asked = 0;
const calm = 250;

/** Requests the gates' findings after a short pause, because they take longer than the mail. */
const refreshFindings = async (turn) => {
  for (const place of all("[data-gate]")) place.classList.add("stale");
  await new Promise((resolve) => setTimeout(resolve, calm));
  const look = async (place) => {
    const html = await (await ask(`/api/findings/${place.dataset.gate}`)).text();
    if (turn !== asked) return;
    place.innerHTML = html;
    place.classList.remove("stale");
  };
  if (turn === asked) await Promise.all(all("[data-gate]").map(look));
};

const refreshList = async () => {
  const { parts } = await (await ask("/api/list")).json();
  const focused = byId("mails").contains(document.activeElement);
  put(parts);
  filter();
  drawControls();
  if (focused) all("#mails :checked")[0]?.focus();
};

/** Requests and shows the mail. Of several requests, the last one wins. */
const refresh = async ({ savedAt, retarget, lists = true } = {}) => {
  asked += 1;
  const turn = asked;
  try {
    const shown = await (await ask("/api/mail", { retarget })).json();
    if (turn !== asked) return;
    put(shown.parts);
    drawEventError(shown.eventError);
    if (retarget) state.event = shown.event;
    writeAddress();
    if (document.activeElement !== byId("event") || !state.event) byId("event").value = shown.event;
    const done = shown.frame && (await loadMail(shown.frame));
    if (shown.problems > 0) live("Saved, with an error", "off");
    else if (done && savedAt) live(`Saved and shown in ${Math.max(0, Math.round(Date.now() - savedAt))} ms`);
    await Promise.all([lists && refreshList(), refreshFindings(turn)]);
  } catch (error) {
    live(error.message, "off");
  }
};

const change = (values) => {
  const changed = Object.keys(values).filter((name) => values[name] !== state[name]);
  if (changed.length === 0) return;
  state = { ...state, ...values };
  writeAddress();
  drawControls();
  const lists = ["language", "brand"].some((name) => changed.includes(name));
  const retarget = lists && Boolean(state.event) && !changed.includes("event");
  if (changed.some((name) => !["width", "scheme"].includes(name))) void refresh({ lists, retarget });
};

const toggleEditor = (open = byId("editor").hidden) => {
  byId("editor").hidden = !open;
  byId("drawer").setAttribute("aria-expanded", String(open));
  localStorage.setItem("event-open", open ? "yes" : "");
};

const step = (by) => {
  const mails = all(".mail:not([hidden]) input");
  const at = mails.findIndex((mail) => mail.checked);
  const next = mails.at((at + by) % mails.length);
  next?.click();
  next?.scrollIntoView({ block: "nearest" });
};

const nextOption = (id) => {
  const values = [...byId(id).options].map(({ value }) => value);
  change({ [id]: values[(values.indexOf(state[id]) + 1) % values.length] });
};

/** Keys for the most frequent actions. */
const keys = {
  "/": () => byId("search").focus(),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  j: () => step(1),
  k: () => step(-1),
  l: () => nextOption("language"),
  b: () => nextOption("brand"),
  d: () => change({ scheme: state.scheme === "dark" ? "light" : "dark" }),
  w: () => change({ width: state.width === "600" ? "375" : "600" }),
  e: () => {
    toggleEditor();
    if (byId("editor").hidden) return;
    byId("event").setSelectionRange(0, 0);
    byId("event").focus();
  },
};

addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (target === byId("search") && key === "Enter") all(".mail:not([hidden]) input")[0]?.click();
  if (target === byId("search") && key === "Escape") target.value = "";
  if (key === "Escape") target.blur();
  const writes = target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  const scrolls = key.startsWith("Arrow") && target.closest(".scroll, aside, fieldset");
  if (event.ctrlKey || event.metaKey || event.altKey || writes || scrolls || !Object.hasOwn(keys, key)) return;
  event.preventDefault();
  keys[key]();
});

addEventListener("change", ({ target }) => {
  if (!target.name || target.name === "event" || !target.reportValidity()) return;
  const value = target.type === "checkbox" && !target.checked ? "" : target.value;
  change({ [target.name]: value, ...(["source", "sample"].includes(target.name) && { event: "" }) });
});

let typing;
addEventListener("input", ({ target }) => {
  if (target.name !== "event") return;
  clearTimeout(typing);
  typing = setTimeout(change, 60, { event: target.value });
});

addEventListener("click", async ({ target }) => {
  if (target === byId("drawer")) toggleEditor();
  if (target === byId("elsewhere")) byId("others").hidden = !byId("others").hidden;
  if (target === byId("reset")) change({ event: "" });
  if (target.dataset.copy === undefined) return;
  await navigator.clipboard.writeText(target.dataset.copy || location.href);
  const before = target.textContent;
  target.textContent = "Copied";
  setTimeout(() => Object.assign(target, { textContent: before }), 1200);
});

for (const name of ["input", "blur"]) byId("search").addEventListener(name, filter);
addEventListener("hashchange", () => change(read()));
watchWidth((width) => change({ width }));

// Scrollable areas need keyboard focus, because they contain no other focusable elements.
byId("canvas").tabIndex = 0;
toggleEditor(localStorage.getItem("event-open") === "yes" || Boolean(state.event));
drawControls();
void refresh();

let lost = false;
const changes = new EventSource("/api/changes");
changes.addEventListener("saved", ({ data }) => refresh({ savedAt: Number(data) }));
changes.addEventListener("error", () => {
  lost = true;
  live("The preview was ended. npm run preview starts it again.", "off");
});
changes.addEventListener("open", () => {
  live("Live: save a file");
  if (lost) void refresh();
  lost = false;
});
