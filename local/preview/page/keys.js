import { byId } from "/dom.js";
import { toggleEditor } from "/editor.js";
import { step } from "/list.js";
import { change, state } from "/state.js";

const nextOption = (id) => {
  const values = [...byId(id).options].map(({ value }) => value);
  change({ [id]: values[(values.indexOf(state[id]) + 1) % values.length] });
};

const actions = {
  "/": () => byId("search").focus(),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  j: () => step(1),
  k: () => step(-1),
  l: () => nextOption("language"),
  b: () => nextOption("brand"),
  d: () => change({ scheme: state.scheme === "dark" ? "light" : "dark" }),
  w: () => change({ width: state.width === "600" ? "375" : "600" }),
  e: () => toggleEditor(),
};

const writes = (target) => target.matches?.("input, select, textarea");
const scrolls = (target) => target.closest?.("pre, .checks, .stage");

/** One key for each of the things that are done most. */
export const listenToKeys = () => {
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || writes(target)) return;
    if (key.startsWith("Arrow") && scrolls(target)) return;
    if (!Object.hasOwn(actions, key)) return;
    event.preventDefault();
    actions[key]();
  });
  byId("event").addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape") target.blur();
  });
};
