import type { Claims } from "../../local/cognito/claims.ts";

/** A token above this does not leave room in a cookie of 4,096 bytes, or among the headers of a proxy. */
export const tokenLimit = 3_200;

const base64Length = (bytes: number): number => Math.ceil((bytes * 4) / 3);
/** `kid` has 44 characters, as in the pools of AWS. */
const header = JSON.stringify({ kid: "x".repeat(44), alg: "RS256" });
/** RS256 with the 2,048 bits of Cognito's keys. */
const signature = 256;

/** Bytes of the signed token with these claims: three parts in base64url, and two dots. */
export const tokenBytes = (claims: Claims): number =>
  base64Length(header.length) + base64Length(Buffer.byteLength(JSON.stringify(claims))) + base64Length(signature) + 2;

const readable = (bytes: number): string => bytes.toLocaleString("en");
const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);
const printable = (claims: Claims, name: string): string =>
  Object.hasOwn(claims, name) ? JSON.stringify(claims[name]).replaceAll(/[\p{C}\p{Z}]/gu, " ") : "";

const mark = (before: string, after: string): string => {
  if (before === after) return " ";
  if (before === "") return "+";
  return after === "" ? "-" : "~";
};

/** The claims of a token before and after the trigger beside each other; `+` added, `~` changed, `-` taken away. */
export const comparison = (title: string, before: Claims, after: Claims, { width = 40 } = {}): string[] => {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const size = "bytes, signed";
  const longest = Math.min(32, Math.max(...[...names, title, size].map(({ length }) => length)));
  const row = (sign: string, name: string, left: string, right: string) =>
    `${sign} ${cut(name, longest).padEnd(longest)}  ${cut(left, width).padEnd(width)}  ${cut(right, width)}`.trimEnd();
  return [
    row(" ", title, "before", "after"),
    ...names.map((name) => {
      const [left, right] = [printable(before, name), printable(after, name)];
      return row(mark(left, right), name, left, left === right ? "" : right || "(gone)");
    }),
    row(" ", size, readable(tokenBytes(before)), readable(tokenBytes(after))),
    ...(tokenBytes(after) > tokenLimit
      ? [
          `! More than ${readable(tokenLimit)} bytes: too large for a cookie with its attributes, and near the limits of proxies.`,
        ]
      : []),
  ];
};
