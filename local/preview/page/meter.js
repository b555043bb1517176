import { element, number } from "/dom.js";

const at = (value, limit) => `${Math.min(100, (value / limit) * 100)}%`;

const tick = (value, limit, title) => {
  const made = element("span", { className: "tick", title }, element("i", {}, `${value / 1000}k`));
  made.style.insetInlineStart = at(value, limit);
  return made;
};

const kindOf = (value, { goal, most }) => (value > most ? "bad" : value > goal ? "warn" : "good");

/** The mail's characters against what Cognito takes, with the goal, the build's limit, and the worst case. */
export const meter = (characters, worst, marks, sentBy) => {
  const { goal, most, limit } = marks;
  const bar = element("div", {
    className: `meter ${kindOf(worst?.here.characters ?? characters, marks)}`,
    aria: {
      role: "meter",
      label: "Characters of HTML",
      valuemin: "0",
      valuemax: String(limit),
      valuenow: String(characters),
    },
  });
  const now = element("span", { className: "now" });
  now.style.inlineSize = at(characters, limit);
  bar.append(now, tick(goal, limit, "The goal at worst"), tick(most, limit, "Above this the build fails"));
  if (worst) {
    const mark = element("span", { className: "worst", title: `At worst ${number(worst.here.characters)}` });
    mark.style.insetInlineStart = at(worst.here.characters, limit);
    bar.append(mark);
  }
  const here =
    worst && element("li", {}, element("b", {}, number(worst.here.characters)), " at worst, for this reader");
  const anywhere =
    worst &&
    element(
      "li",
      {},
      element("b", {}, number(worst.anywhere.characters)),
      ` at worst of all: ${worst.anywhere.language}, ${worst.anywhere.brand}`,
    );
  return element(
    "div",
    {},
    element(
      "p",
      { className: "figure" },
      element("b", { id: "characters" }, number(characters)),
      ` of ${number(limit)} characters`,
    ),
    bar,
    element("ul", { className: "worsts" }, here, anywhere),
    sentBy === "Cognito"
      ? undefined
      : element("p", { className: "note" }, "SES has no such limit; the build holds this mail to it all the same."),
  );
};
