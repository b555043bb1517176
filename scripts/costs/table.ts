import { assumedLogBytes, assumedMilliseconds, type Flow, memory, refresh, signIn, signUp } from "./flows.ts";
import { prices } from "./prices.ts";

const million = 1_000_000;

const callsOf = ({ calls }: Flow): number => Object.values(calls).reduce((total, count) => total + count, 0);

const gigabyteSeconds = ({ calls }: Flow): number =>
  Object.entries(calls).reduce(
    (total, [name, count]) => total + (count * memory * (assumedMilliseconds[name] ?? Number.NaN)) / 1_000,
    0,
  );

/** Dollars for a million of an occasion, by what is billed. */
export const dollars = (flow: Flow): Record<string, number> => ({
  SES: (flow.mails * million * prices.ses.perThousandMails) / 1_000,
  "DynamoDB, writes": flow.units.write * prices.dynamodb.perMillionWriteUnits,
  "DynamoDB, reads": flow.units.read * prices.dynamodb.perMillionReadUnits,
  "Lambda, calls": callsOf(flow) * prices.lambda.perMillionRequests,
  "Lambda, time (assumed)": gigabyteSeconds(flow) * million * prices.lambda.perGigabyteSecond,
  "API Gateway": flow.pages * prices.apiGateway.perMillionRequests,
  "CloudWatch Logs (assumed)": (callsOf(flow) * million * assumedLogBytes * prices.logs.perGigabyte) / 1e9,
});

const flows = { "sign-ups": signUp, "sign-ins": signIn, "token refreshes": refresh };

const row = (...cells: string[]): string => `| ${cells.join(" | ")} |`;
const amount = (value: number): string => (value === 0 ? "" : value.toFixed(2));

/** The table of what the suite costs, and that of Cognito's plans, as Markdown. */
export const costTables = (): string => {
  const columns = Object.values(flows).map(dollars);
  const lines = Object.keys(columns[0] ?? {}).map((name) => row(name, ...columns.map((one) => amount(one[name] ?? 0))));
  const total = columns.map((one) => Object.values(one).reduce((sum, value) => sum + value, 0));
  const used = Object.values(flows).map(({ units }) => units);
  const plans = { Lite: prices.cognito.lite, Essentials: prices.cognito.essentials, Plus: prices.cognito.plus };
  return [
    row("US dollars", ...Object.keys(flows).map((name) => `a million ${name}`)),
    row("---", ...used.map(() => "--:")),
    ...lines,
    row("**The suite**", ...total.map((sum) => `**${sum.toFixed(2)}**`)),
    row("write units of one", ...used.map(({ write }) => amount(write))),
    row("read units of one", ...used.map(({ read }) => amount(read))),
    "",
    row("Cognito's plan", "a user who was active in the month", "100,000 of them"),
    row("---", "--:", "--:"),
    ...Object.entries(plans).map(([name, price]) =>
      row(name, String(price), (price * 100_000).toLocaleString("en", { maximumFractionDigits: 0 })),
    ),
  ].join("\n");
};

const [begin, end] = ["<!-- npm run costs -- --write -->", "<!-- end of costs -->"];

/** A document with its tables replaced by those of today. @throws Error when it has no place for them. */
export const withCostTables = (text: string): string => {
  const [before, , after] = [text.split(begin)[0], text.split(begin)[1], text.split(end)[1]];
  if (before === undefined || after === undefined || !text.includes(begin))
    throw new Error(`The document has no place for the tables: ${begin} … ${end}`);
  return `${before}${begin}\n\n${costTables()}\n\n${end}${after}`;
};
