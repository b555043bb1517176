import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { patience } from "./patience.ts";
import { stackPort, urlsFrom } from "./stack.ts";

export const urls = urlsFrom(stackPort);
export const userPoolId = "local_users";
export const clientId = "localwebclient";
export const tableName = "cognito-trigger-suite-local";

const settings = { region: "eu-west-1", credentials: { accessKeyId: "local", secretAccessKey: "local" } };

export const cognito = new CognitoIdentityProviderClient({ ...settings, endpoint: urls.cognito });
const dynamodb = new DynamoDBClient({ ...settings, endpoint: urls.dynamodb });
const lambda = new LambdaClient({ ...settings, endpoint: urls.lambda });

/** All rows of a user, by sort key. */
export const rowsOf = async (sub: string): Promise<Array<Record<string, unknown> & { sk: string }>> => {
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: `USER#${sub}` } },
      ConsistentRead: true,
    }),
  );
  return Items.map((row) => unmarshall(row) as Record<string, unknown> & { sk: string });
};

/** Invokes a function of the stack by its name in serverless.yml. */
export const invoke = async (name: string, event: unknown): Promise<unknown> => {
  const { Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: `cognito-trigger-suite-local-${name}`, Payload: JSON.stringify(event) }),
  );
  return JSON.parse(Payload?.transformToString() || "null");
};

/** Queues an invocation, as the triggers do. */
export const invokeLater = async (name: string, event: unknown): Promise<number | undefined> =>
  (
    await lambda.send(
      new InvokeCommand({
        FunctionName: `cognito-trigger-suite-local-${name}`,
        InvocationType: "Event",
        Payload: JSON.stringify(event),
      }),
    )
  ).StatusCode;

export type ReceivedMail = {
  subject: string;
  body: { html?: string; text?: string };
  destination: { to: string[] };
  from: string;
};

/** Mails in the inbox for an address, oldest first. */
export const mailsTo = async (address: string): Promise<ReceivedMail[]> => {
  const { emails } = (await (await fetch(`${urls.inbox}/store`)).json()) as { emails: ReceivedMail[] };
  return emails.filter(({ destination }) => destination.to.includes(address));
};

/** Calls until there is a result, for at most a minute. */
export const eventually = async <Result>(ask: () => Promise<Result | undefined>): Promise<Result> => {
  const end = performance.now() + patience.answer;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`no result within ${patience.answer / 1_000} s: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** The nth mail to an address, counted from one. */
export const mailNumber = (address: string, number: number): Promise<ReceivedMail> =>
  eventually(async () => (await mailsTo(address))[number - 1]);

/** Waits for a time in which nothing should arrive. */
export const quietly = (milliseconds = 1_500): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The code in a mail's text. */
export const readCode = ({ body }: ReceivedMail): string =>
  /\b(\d{6})\b/.exec(body.html?.replace(/<style[\s\S]*?<\/style>|#[0-9a-f]{6}|<[^>]*>/g, " ") ?? "")?.[1] ?? "";
