import { post } from "/api.js";
import { byId } from "/dom.js";
import { change, onChange, selection, state } from "/state.js";

const typing = 60;
const field = byId("event");
let timer;

const open = (wanted) => {
  byId("editor").hidden = !wanted;
  byId("drawer").setAttribute("aria-expanded", String(wanted));
};

export const toggleEditor = () => {
  open(byId("editor").hidden);
  localStorage.setItem("event-open", byId("editor").hidden ? "" : "yes");
  if (byId("editor").hidden) return;
  field.setSelectionRange(0, 0);
  field.focus();
  field.scrollTop = 0;
};

const goTo = ({ line, column }) => {
  const before = field.value.split("\n").slice(0, line - 1);
  const at = before.join("\n").length + (before.length > 0 ? 1 : 0) + column - 1;
  field.focus();
  field.setSelectionRange(at, at + 1);
};

/** Shows the event and what is wrong with it. What somebody is typing stays as they have it. */
export const drawEvent = ({ event, eventError }) => {
  if (document.activeElement !== field || !state.event) field.value = event;
  byId("reset").hidden = !state.event;
  byId("event-state").textContent = state.event ? "edited" : "for this language and brand";
  const error = byId("event-error");
  error.hidden = !eventError;
  field.setAttribute("aria-invalid", String(Boolean(eventError)));
  if (!eventError) return;
  error.textContent = `Line ${eventError.line}, column ${eventError.column}: ${eventError.message}`;
  error.onclick = () => goTo(eventError);
};

/** An edited event follows the chosen language and brand in the two fields that say them. */
const retarget = async () => {
  const { event: sample } = await post("/api/mail", { ...selection(), event: undefined });
  const [fresh, edited] = [sample, state.event].map((text) => JSON.parse(text));
  if (edited.kind) Object.assign(edited, { language: fresh.language, brand: fresh.brand });
  else {
    edited.callerContext = { ...edited.callerContext, clientId: fresh.callerContext.clientId };
    edited.request = { ...edited.request, clientMetadata: fresh.request.clientMetadata };
  }
  change({ event: JSON.stringify(edited, undefined, 2) });
};

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => change({ event: field.value }), typing);
});
byId("drawer").addEventListener("click", toggleEditor);
byId("reset").addEventListener("click", () => {
  change({ event: "" });
  field.focus();
});
onChange((changed) => {
  if (state.event && changed.some((name) => ["language", "brand"].includes(name)) && !changed.includes("event"))
    retarget().catch(() => {});
});
open(localStorage.getItem("event-open") === "yes" || Boolean(state.event));
