/** Builds a table without parsing text as HTML, because names come from users. */
export const element = (tag, text, className) => {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
};
const formatValue = (name, value) => {
  if (value === undefined) return "";
  if (typeof value === "number" && /At$/.test(name))
    return new Date(value < 1e11 ? value * 1000 : value).toLocaleString();
  if (typeof value === "number" && /^(exp|iat|auth_time)$/.test(name))
    return `${value}  (${new Date(value * 1000).toLocaleTimeString()})`;
  return typeof value === "string" ? value : JSON.stringify(value);
};
export const fill = (table, rows, caption) => {
  table.replaceChildren(...(caption ? [element("caption", caption)] : []), ...rows);
};
export const line = (name, value, className) => {
  const row = element("tr", undefined, className);
  const heading = element("th", name);
  heading.scope = "row";
  if (className) heading.append(element("small", className));
  row.append(heading, element("td", formatValue(name, value)));
  return row;
};
export const grid = (table, rows, columns, nothing) => {
  if (rows.length === 0) return fill(table, [element("caption", nothing)]);
  const head = element("tr");
  head.append(...columns.map((name) => Object.assign(element("th", name), { scope: "col" })));
  return fill(table, [
    head,
    ...rows.map((row) => {
      const made = element("tr");
      made.append(...columns.map((name) => element("td", formatValue(name, row[name]))));
      return made;
    }),
  ]);
};

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
/** The claims of a token before and after the trigger, with changes first. */
export const compareTokens = (before, after) => {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const lines = names.map((name) => {
    if (!(name in after)) return [line(name, before[name], "removed")];
    if (!(name in before)) return [line(name, after[name], "added")];
    if (isSame(before[name], after[name])) return [line(name, after[name])];
    return [line(name, before[name], "removed"), line(name, after[name], "changed")];
  });
  const isChange = ([first]) => first.className !== "";
  return [...lines.filter(isChange), ...lines.filter((entry) => !isChange(entry))].flat();
};

export const attribute = (user, name) => user.Attributes?.find(({ Name }) => Name === name)?.Value;
