import { byId, element } from "/dom.js";

const excerpt = ({ excerpt: lines, line }) =>
  element(
    "pre",
    {},
    ...lines.map((one) =>
      element(
        "span",
        { className: one.line === line ? "at" : "" },
        element("i", {}, String(one.line).padStart(4)),
        ` ${one.text}\n`,
      ),
    ),
  );

const card = (problem) =>
  element(
    "li",
    {},
    element("code", { className: "place" }, `${problem.file}:${problem.line}`),
    element("p", {}, problem.text),
    excerpt(problem),
  );

/** What keeps the mail from being shown as its files have it, over the last good one; gone when it is mended. */
export const drawOverlay = (problems) => {
  const overlay = byId("overlay");
  overlay.hidden = problems.length === 0;
  if (problems.length === 0) return overlay.replaceChildren();
  const title =
    problems.length === 1 ? "This cannot be shown yet" : `${problems.length} things keep this from being shown`;
  return overlay.replaceChildren(
    element(
      "div",
      { className: "card" },
      element("h2", {}, title),
      element("ul", {}, ...problems.slice(0, 6).map(card)),
      element("p", { className: "note" }, "Behind this is the last good mail. Save the file, and this goes away."),
    ),
  );
};

/** How much is wrong with files that the mail at hand does not need. */
export const drawElsewhere = (all, here) => {
  const others = all.filter(
    ({ file, line }) => !here.some((problem) => problem.file === file && problem.line === line),
  );
  const button = byId("elsewhere");
  button.hidden = others.length === 0;
  button.textContent = others.length === 1 ? "1 error elsewhere" : `${others.length} errors elsewhere`;
  button.title = others.map(({ file, line, text }) => `${file}:${line}: ${text}`).join("\n");
  button.onclick = () => drawOverlay(byId("overlay").hidden ? others : here);
};
