import caniemail from "caniemail/caniemail.json" with { type: "json" };

/** What the data of caniemail.com says of one feature. The package's own checker is not used: it errs, and throws. */
export type Feature = { slug: string; title: string; category: string; stats: Stats };
type Stats = Record<string, Record<string, Record<string, string>>>;

export const features = caniemail.data as unknown as Feature[];

/** The clients that nearly everybody reads mail in, as caniemail calls them: family and platform. */
export const clients = [
  "apple-mail.ios",
  "apple-mail.macos",
  "gmail.android",
  "gmail.desktop-webmail",
  "gmail.ios",
  "outlook.android",
  "outlook.ios",
  "outlook.macos",
  "outlook.outlook-com",
  "outlook.windows",
  "protonmail.desktop-webmail",
  "samsung-email.android",
  "thunderbird.macos",
  "yahoo.android",
  "yahoo.desktop-webmail",
  "yahoo.ios",
] as const;

export type Client = (typeof clients)[number];

const byNumber = new Intl.Collator("en", { numeric: true });
const isDate = (version: string) => /^20\d\d-\d\d$/.test(version);
/** Of Outlook for macOS and Samsung's, some versions are months and later ones numbers, or the other way round. */
const renumbered: Partial<Record<Client, (version: string) => number>> = {
  "outlook.macos": (version) => (version.startsWith("20") && !/^20(?:2[4-9]|[3-9])/.test(version) ? 0 : 1),
};

const order = (client: Client) => (a: string, b: string) => {
  const era = renumbered[client] ?? ((version: string) => (isDate(version) ? 1 : 0));
  return era(a) - era(b) || byNumber.compare(a, b);
};

/** What the newest version of a client that was tested makes of a feature; nothing when none was. */
export const supportOf = ({ stats }: Feature, client: Client): "y" | "a" | "n" | "u" | undefined => {
  const [family = "", platform = ""] = client.split(".");
  const versions = stats[family]?.[platform] ?? {};
  const newest = Object.keys(versions).sort(order(client)).at(-1);
  return newest === undefined ? undefined : (versions[newest]?.charAt(0) as "y" | "a" | "n" | "u");
};

/** The clients whose newest tested version does not know a feature. */
export const lackedBy = (feature: Feature): Client[] => clients.filter((client) => supportOf(feature, client) === "n");
