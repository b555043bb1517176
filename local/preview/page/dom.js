export const byId = (id) => document.getElementById(id);

/** An element with properties, data and children; text is only ever set as text. */
export const element = (name, properties = {}, ...children) => {
  const { data = {}, aria = {}, ...rest } = properties;
  const made = Object.assign(document.createElement(name), rest);
  Object.assign(made.dataset, data);
  for (const [key, value] of Object.entries(aria)) made.setAttribute(key === "role" ? key : `aria-${key}`, value);
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
};

export const number = (value) => value.toLocaleString("en");

/** Copies, and says so on the button for a moment. */
export const copy = async (button, text) => {
  await navigator.clipboard.writeText(text);
  const before = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => {
    button.textContent = before;
  }, 1200);
};
