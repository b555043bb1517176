export const byId = (id) => document.getElementById(id);

export const forms = ["signup", "confirm", "signin", "forgot", "invite"];

export const say = (text, failed = false) => {
  const status = byId("status");
  status.textContent = text;
  status.className = failed ? "failed" : "";
  status.hidden = false;
};

export const show = (name, focus = false) => {
  for (const form of forms) {
    byId(`panel-${form}`).hidden = form !== name;
    const tab = byId(`tab-${form}`);
    tab.setAttribute("aria-selected", String(form === name));
    tab.tabIndex = form === name ? 0 : -1;
  }
  if (focus) byId(`tab-${name}`).focus();
};

export const valuesOf = (form) => Object.fromEntries(new FormData(byId(form)));
/** Copies the input of one form to the others. */
export const copyToForms = (names) => {
  for (const form of forms)
    for (const [name, value] of Object.entries(names)) {
      const field = byId(form).elements.namedItem(name);
      if (field) field.value = value;
    }
};
