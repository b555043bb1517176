import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What AWS would answer: a body, or an error by its name. */
export type Answer = { body: unknown } | { error: string; status?: number };
/** Answers by operation, such as `GetAccount`. */
export type Answers = Record<string, Answer>;

export type StandInAws = { url: string; asked: string[]; close: () => Promise<void> };

/** SESv2's operations, by the path that the SDK calls; the longest that fits is meant. */
const paths: [RegExp, string][] = [
  [/^\/v2\/email\/account$/, "GetAccount"],
  [/^\/v2\/email\/identities\/[^/]+$/, "GetEmailIdentity"],
  [/^\/v2\/email\/configuration-sets\/[^/]+\/event-destinations$/, "GetConfigurationSetEventDestinations"],
  [/^\/v2\/email\/configuration-sets\/[^/]+$/, "GetConfigurationSet"],
];

const operationOf = ({ headers, url = "" }: IncomingMessage, body: string): string => {
  const target = headers["x-amz-target"];
  if (target !== undefined) return String(target).split(".").at(-1) ?? "";
  return new URLSearchParams(body).get("Action") ?? paths.find(([path]) => path.test(url))?.[1] ?? url;
};

const xml = (answer: Answer): string =>
  "error" in answer
    ? `<ErrorResponse><Error><Code>${answer.error}</Code><Message>no</Message></Error></ErrorResponse>`
    : "<GetRoleResponse><GetRoleResult><Role><RoleName>it</RoleName></Role></GetRoleResult></GetRoleResponse>";

/** SES, Cognito, IAM and Service Quotas at one address, as far as the doctor asks them, for the real SDK. */
export const startStandInAws = async (answers: Answers): Promise<StandInAws> => {
  const asked: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray()).toString();
    const operation = operationOf(incoming, body);
    asked.push(operation);
    const answer = answers[operation] ?? { error: "UnknownOperationException", status: 501 };
    const status = "error" in answer ? (answer.status ?? 400) : 200;
    if (operation === "GetRole") {
      outgoing.writeHead(status, { "content-type": "text/xml" }).end(xml(answer));
      return;
    }
    const headers = {
      "content-type": "application/json",
      ...("error" in answer && { "x-amzn-errortype": answer.error }),
    };
    outgoing
      .writeHead(status, headers)
      .end(JSON.stringify("error" in answer ? { __type: answer.error, message: "no" } : answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const allTriggers = Object.fromEntries(
  ["CustomMessage", "PreSignUp", "PostConfirmation", "PreTokenGenerationConfig", "PostAuthentication"].map((name) => [
    name,
    name === "PreTokenGenerationConfig" ? { LambdaArn: "arn:aws:lambda:x", LambdaVersion: "V2_0" } : "arn:aws:lambda:x",
  ]),
);

/** An account in which nothing is missing, for a pool and a configuration set of this name. */
export const goodAnswers = (name: string): Answers => ({
  GetAccount: {
    body: {
      SendingEnabled: true,
      ProductionAccessEnabled: true,
      EnforcementStatus: "HEALTHY",
      SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 120 },
    },
  },
  GetEmailIdentity: {
    body: {
      IdentityType: "DOMAIN",
      VerifiedForSendingStatus: true,
      VerificationStatus: "SUCCESS",
      DkimAttributes: { SigningEnabled: true, Status: "SUCCESS" },
      Policies: {},
    },
  },
  GetConfigurationSet: { body: { ConfigurationSetName: name, SendingOptions: { SendingEnabled: true } } },
  GetConfigurationSetEventDestinations: {
    body: {
      EventDestinations: [{ Name: "feedback", Enabled: true, MatchingEventTypes: ["SEND", "BOUNCE", "COMPLAINT"] }],
    },
  },
  ListUserPools: {
    body: {
      UserPools: [
        { Id: "eu-west-1_Other", Name: "other" },
        { Id: "eu-west-1_Good", Name: name },
      ],
    },
  },
  DescribeUserPool: {
    body: {
      UserPool: {
        Id: "eu-west-1_Good",
        Name: name,
        LambdaConfig: allTriggers,
        EmailConfiguration: { EmailSendingAccount: "DEVELOPER" },
      },
    },
  },
  GetRole: { body: {} },
  ListServiceQuotas: {
    body: {
      Quotas: [
        { QuotaName: "Rate of UserAuthentication requests", Value: 120 },
        { QuotaName: "Tags", Value: 50 },
      ],
    },
  },
});
