import fc from "fast-check";

/** Attacks for the place of a name, a number or an address. */
const classics = [
  '<a href="https://evil.example">Win</a>',
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "{####}",
  "evil.example/?c={####}",
  "{##Click Here##}",
  "{username}",
  "{{code}}",
  "{{{link}}}",
  "www.evil.example",
  "https://evil.example/{####}",
  "evil。example",
  "Ada\r\nBcc: all@example.com",
  "Ada\u2028Eve",
  "\u202Egnp.exe",
  "\u200B\u200D\uFEFF",
  "\uD800",
  "\uDFFFAda",
  "javascript:alert(1)",
  "__proto__",
  "constructor",
  "'".repeat(2_048),
  "&".repeat(2_048),
  "ﬀ".repeat(700),
  "👩‍👩‍👧‍👦".repeat(40),
  "",
  " ",
  "Win $$$ at evil dot example",
];

const innocent = ["Ada", "Zoë", "Jean-Luc", "O’Neill", "王小明", "علي", "Ada Lovelace", "İpek"];

/** Hostile text of at most this many UTF-16 units. */
export const newHostileText = (most = 2_048): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 4, arbitrary: fc.constantFrom(...classics) },
      { weight: 2, arbitrary: fc.constantFrom(...innocent) },
      { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
      { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
      {
        weight: 2,
        arbitrary: fc.tuple(fc.constantFrom(...innocent), fc.constantFrom(...classics)).map((parts) => parts.join(" ")),
      },
    )
    .map((text) => text.slice(0, most));

/** Any value in place of a string. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: newHostileText() },
  {
    weight: 1,
    arbitrary: fc.constantFrom(null, true, 0, -1, 1e300, [], ["Ada"], {}, { toHTML: "<b>" }, { toString: "x" }),
  },
);

/** User attributes that a user could set, and unknown keys. */
export const hostileAttributes: fc.Arbitrary<Record<string, unknown>> = fc
  .record(
    {
      given_name: hostileValue,
      name: hostileValue,
      family_name: hostileValue,
      locale: fc.oneof(fc.constantFrom("en", "de-AT", "DE", "xx", "constructor", "__proto__"), hostileValue),
      "custom:locale": hostileValue,
      email: hostileValue,
      sub: hostileValue,
      constructor: hostileValue,
      toString: hostileValue,
    },
    { requiredKeys: [] },
  )
  .chain((attributes) =>
    // An own key of that name, as JSON.parse makes it.
    fc
      .boolean()
      .map((poisoned) =>
        poisoned
          ? Object.assign(JSON.parse('{"__proto__": {"given_name": "Eve", "polluted": true}}'), attributes)
          : attributes,
      ),
  );

/** The caller's `clientMetadata`. */
export const hostileMetadata: fc.Arbitrary<Record<string, unknown> | null> = fc.oneof(
  fc.constant(null),
  fc.record(
    {
      locale: fc.oneof(fc.constantFrom("en", "de", "de-CH", "constructor", "../de"), hostileValue),
      redirectUrl: fc.constantFrom("https://evil.example", "//evil.example", "javascript:alert(1)"),
      brand: fc.constantFrom("northwind", "__proto__"),
      origin: fc.constant("https://evil.example"),
    },
    { requiredKeys: [] },
  ),
);
