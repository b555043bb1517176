import type { Claims } from "../../local/cognito/claims.ts";

/** In bytes. A larger token leaves too little room in a cookie of 4,096 bytes, and in the headers of a proxy. */
export const tokenLimit = 3_200;

const base64Length = (bytes: number): number => Math.ceil((bytes * 4) / 3);
/** A `kid` of Cognito has 44 characters. */
const header = JSON.stringify({ kid: "x".repeat(44), alg: "RS256" });
/** RS256 with the 2,048 bits of Cognito's keys. */
const signature = 256;

/** The size of the signed token: three base64url parts and two dots. */
export const countTokenBytes = (claims: Claims): number =>
  base64Length(header.length) + base64Length(Buffer.byteLength(JSON.stringify(claims))) + base64Length(signature) + 2;

const formatNumber = (number: number): string => number.toLocaleString("en");
const truncate = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);
const formatClaim = (claims: Claims, name: string): string =>
  Object.hasOwn(claims, name) ? JSON.stringify(claims[name]).replaceAll(/[\p{C}\p{Z}]/gu, " ") : "";

const chooseMark = (before: string, after: string): string => {
  if (before === after) return " ";
  if (before === "") return "+";
  return after === "" ? "-" : "~";
};

/** A table of the claims of a token before and after the trigger; `+` added, `~` changed, `-` removed. */
export const compareClaims = (title: string, before: Claims, after: Claims, { width = 40 } = {}): string[] => {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const size = "bytes, signed";
  const longest = Math.min(32, Math.max(...[...names, title, size].map(({ length }) => length)));
  const row = (sign: string, name: string, left: string, right: string) =>
    `${sign} ${truncate(name, longest).padEnd(longest)}  ${truncate(left, width).padEnd(width)}  ${truncate(right, width)}`.trimEnd();
  return [
    row(" ", title, "before", "after"),
    ...names.map((name) => {
      const [left, right] = [formatClaim(before, name), formatClaim(after, name)];
      return row(chooseMark(left, right), name, left, left === right ? "" : right || "(gone)");
    }),
    row(" ", size, formatNumber(countTokenBytes(before)), formatNumber(countTokenBytes(after))),
    ...(countTokenBytes(after) > tokenLimit
      ? [
          `! More than ${formatNumber(tokenLimit)} bytes: too large for a cookie with its attributes, and close to the limits of proxies.`,
        ]
      : []),
  ];
};
