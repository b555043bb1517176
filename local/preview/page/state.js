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

const listeners = [];
const known = ([name]) => Object.hasOwn(usual, name);
const read = () => ({
  ...usual,
  ...Object.fromEntries([...new URLSearchParams(location.hash.slice(1))].filter(known)),
});

/** What is shown. It stands in the address, so that it can be shared and survives a reload. */
export const state = read();

const write = () => {
  const parts = Object.entries(state).filter(
    ([name, value]) => value !== usual[name] || ["source", "language", "brand"].includes(name),
  );
  history.replaceState(undefined, "", `#${new URLSearchParams(parts)}`);
};

const tell = (before) => {
  const changed = Object.keys(usual).filter((name) => before[name] !== state[name]);
  if (changed.length > 0) for (const listener of listeners) listener(changed);
};

/** Calls back with the names of what has changed. */
export const onChange = (listener) => listeners.push(listener);

export const change = (values) => {
  const before = { ...state };
  Object.assign(state, values);
  write();
  tell(before);
};

/** What the server is asked for. */
export const selection = ({ source, language, brand, sample, event } = state) => ({
  source,
  language,
  brand,
  sample,
  ...(event && { event }),
});

addEventListener("hashchange", () => {
  const before = { ...state };
  Object.assign(state, read());
  tell(before);
});
