import type { Claims } from "../../local/cognito/claims.ts";
import { tokenBytes } from "./tokens.ts";

/** A token above this does not leave room in a cookie of 4,096 bytes, or among the headers of a proxy. */
export const tokenLimit = 3_200;

const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);
const shown = (claims: Claims, name: string): string =>
  Object.hasOwn(claims, name) ? JSON.stringify(claims[name]).replaceAll(/[\p{C}\p{Z}]/gu, " ") : "";

const mark = (before: string, after: string): string => {
  if (before === after) return " ";
  if (before === "") return "+";
  return after === "" ? "-" : "~";
};

const size = "bytes, signed";

const number = (bytes: number): string => bytes.toLocaleString("en");

/** The claims of a token before and after the trigger beside each other; `+` added, `~` changed, `-` taken away. */
export const comparison = (title: string, before: Claims, after: Claims, { width = 40 } = {}): string[] => {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const longest = Math.min(32, Math.max(...[...names, title, size].map(({ length }) => length)));
  const row = (sign: string, name: string, left: string, right: string) =>
    `${sign} ${cut(name, longest).padEnd(longest)}  ${cut(left, width).padEnd(width)}  ${cut(right, width)}`.trimEnd();
  const rows = names.map((name) => {
    const [left, right] = [shown(before, name), shown(after, name)];
    return row(mark(left, right), name, left, left === right ? "" : right || "(gone)");
  });
  const [first, last] = [tokenBytes(before), tokenBytes(after)];
  return [
    row(" ", title, "before", "after"),
    ...rows,
    row(" ", size, number(first), number(last)),
    ...(last > tokenLimit
      ? [
          `! More than ${number(tokenLimit)} bytes: too large for a cookie with its attributes, and near the limits of proxies.`,
        ]
      : []),
  ];
};
