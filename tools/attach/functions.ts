import {
  GetFunctionCommand,
  GetPolicyCommand,
  type LambdaClient,
  ResourceNotFoundException,
} from "@aws-sdk/client-lambda";

/** What must be true of a function before a pool calls it. */
export type FunctionFacts = {
  name: string;
  arn?: string;
  state?: string;
  /** The one pool whose events it takes; empty: of any. */
  userPoolId?: string;
  /** Its resource policy, as JSON. */
  policy?: string;
  /** Somebody else's function, at which these credentials may not look. */
  hidden?: true;
};

const none = (error: unknown): undefined => {
  if (error instanceof ResourceNotFoundException) return undefined;
  throw error;
};

/** Looks at a function, by name or ARN. It needs lambda:GetFunction and lambda:GetPolicy. */
export const readFunction =
  (client: LambdaClient) =>
  async (name: string): Promise<FunctionFacts> => {
    const { Configuration } = (await client.send(new GetFunctionCommand({ FunctionName: name })).catch(none)) ?? {};
    if (!Configuration?.FunctionArn) return { name };
    const { Policy } = (await client.send(new GetPolicyCommand({ FunctionName: name })).catch(none)) ?? {};
    return {
      name,
      arn: Configuration.FunctionArn,
      state: Configuration.State ?? "Active",
      userPoolId: Configuration.Environment?.Variables?.["USER_POOL_ID"] ?? "",
      ...(Policy && { policy: Policy }),
    };
  };

/** As readFunction, for a function that need not be in this account. */
export const readForeignFunction =
  (client: LambdaClient) =>
  async (name: string): Promise<FunctionFacts> => {
    try {
      return await readFunction(client)(name);
    } catch (error) {
      if (error instanceof Error && error.name === "AccessDeniedException") return { name, hidden: true };
      throw error;
    }
  };

type Statement = {
  Effect: string;
  Principal?: string | { Service?: string | string[] };
  Action: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
};

const listOf = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat());

/** `*` and `?` of a policy. */
const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[\\^$+.()|[\]{}]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  ).test(text);

const operators: Record<string, (pattern: string, text: string) => boolean> = {
  ArnLike: matches,
  ArnEquals: matches,
  StringLike: matches,
  StringEquals: (pattern, text) => pattern === text,
};

const isMet = (condition: NonNullable<Statement["Condition"]>, poolArn: string): boolean => {
  const facts: Record<string, string> = {
    "aws:sourcearn": poolArn,
    "aws:sourceaccount": poolArn.split(":")[4] ?? "",
  };
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, patterns]) => {
      const fact = facts[key.toLowerCase()];
      return listOf(patterns).some((pattern) => fact !== undefined && operators[operator]?.(pattern, fact));
    }),
  );
};

/** Whether a function's resource policy lets a pool call it. A condition that this does not know counts as not met. */
export const mayInvoke = (policy: string | undefined, poolArn: string): boolean => {
  const { Statement: statements = [] } = JSON.parse(policy ?? "{}") as { Statement?: Statement[] };
  return statements.some(({ Effect, Principal, Action, Condition = {} }) => {
    const services = typeof Principal === "string" ? [Principal] : listOf(Principal?.Service);
    return (
      Effect === "Allow" &&
      services.some((service) => service === "*" || service === "cognito-idp.amazonaws.com") &&
      listOf(Action).some((action) => matches(action.toLowerCase(), "lambda:invokefunction")) &&
      isMet(Condition, poolArn)
    );
  });
};
