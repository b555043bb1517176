import {
  GetFunctionCommand,
  GetPolicyCommand,
  type LambdaClient,
  ResourceNotFoundException,
} from "@aws-sdk/client-lambda";
import { matchesPolicyPattern } from "../policy-pattern.ts";

/** What decides whether a pool can call a function. */
export type FunctionFacts = {
  name: string;
  arn?: string;
  state?: string;
  /** The pool whose events it accepts; empty if it accepts events of any pool. */
  userPoolId?: string;
  /** Its resource policy, as JSON. */
  policy?: string;
  /** The credentials may not read this function, which may be in another account. */
  hidden?: true;
};

const ignoreNotFound = (error: unknown): undefined => {
  if (error instanceof ResourceNotFoundException) return undefined;
  throw error;
};

/** Reads a function by name or ARN. Needs lambda:GetFunction and lambda:GetPolicy. */
export const readFunction =
  (client: LambdaClient) =>
  async (name: string): Promise<FunctionFacts> => {
    const { Configuration } =
      (await client.send(new GetFunctionCommand({ FunctionName: name })).catch(ignoreNotFound)) ?? {};
    if (!Configuration?.FunctionArn) return { name };
    const { Policy } = (await client.send(new GetPolicyCommand({ FunctionName: name })).catch(ignoreNotFound)) ?? {};
    return {
      name,
      arn: Configuration.FunctionArn,
      state: Configuration.State ?? "Active",
      userPoolId: Configuration.Environment?.Variables?.["USER_POOL_ID"] ?? "",
      ...(Policy && { policy: Policy }),
    };
  };

/** Like readFunction, for a function that may be in another account. */
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

const toList = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat());

const operators: Record<string, (pattern: string, text: string) => boolean> = {
  ArnLike: matchesPolicyPattern,
  ArnEquals: matchesPolicyPattern,
  StringLike: matchesPolicyPattern,
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
      return toList(patterns).some((pattern) => fact !== undefined && operators[operator]?.(pattern, fact));
    }),
  );
};

/** Whether a function's resource policy lets a pool call it. Unknown conditions count as not met. */
export const mayInvoke = (policy: string | undefined, poolArn: string): boolean => {
  const { Statement: statements = [] } = JSON.parse(policy ?? "{}") as { Statement?: Statement[] };
  return statements.some(({ Effect, Principal, Action, Condition = {} }) => {
    const services = typeof Principal === "string" ? [Principal] : toList(Principal?.Service);
    return (
      Effect === "Allow" &&
      services.some((service) => service === "*" || service === "cognito-idp.amazonaws.com") &&
      toList(Action).some((action) => matchesPolicyPattern(action.toLowerCase(), "lambda:invokefunction")) &&
      isMet(Condition, poolArn)
    );
  });
};
