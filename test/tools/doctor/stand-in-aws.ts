import { startHttpStandIn } from "../../support/http-stand-in.ts";

/** An answer of AWS: a body, or an error by name. */
export type Answer = { body: unknown } | { error: string; status?: number };
/** Answers by operation, such as `GetAccount`. */
export type Answers = Record<string, Answer>;

/** SESv2's operations, by the path that the SDK calls. */
const paths: [RegExp, string][] = [
  [/^\/v2\/email\/account$/, "GetAccount"],
  [/^\/v2\/email\/identities\/[^/]+$/, "GetEmailIdentity"],
  [/^\/v2\/email\/configuration-sets\/[^/]+\/event-destinations$/, "GetConfigurationSetEventDestinations"],
  [/^\/v2\/email\/configuration-sets\/[^/]+$/, "GetConfigurationSet"],
];

const xml = (answer: Answer): string =>
  "error" in answer
    ? `<ErrorResponse><Error><Code>${answer.error}</Code><Message>no</Message></Error></ErrorResponse>`
    : "<GetRoleResponse><GetRoleResult><Role><RoleName>it</RoleName></Role></GetRoleResult></GetRoleResponse>";

/** A stand-in for SES, Cognito, IAM and Service Quotas, with the operations that the doctor calls. */
export const startStandInAws = async (answers: Answers) => {
  const { url, close, answerWith } = await startHttpStandIn();
  const asked: string[] = [];
  answerWith((response, { path, body, headers: { "x-amz-target": target } }) => {
    const action = new URLSearchParams(body).get("Action") ?? paths.find(([form]) => form.test(path))?.[1] ?? path;
    const operation =
      String(target ?? action)
        .split(".")
        .at(-1) ?? "";
    asked.push(operation);
    const answer = answers[operation] ?? { error: "UnknownOperationException", status: 501 };
    const status = "error" in answer ? (answer.status ?? 400) : 200;
    if (operation === "GetRole") return response.writeHead(status, { "content-type": "text/xml" }).end(xml(answer));
    const error = "error" in answer && { "x-amzn-errortype": answer.error };
    const said = "error" in answer ? { __type: answer.error, message: "no" } : answer.body;
    return response.writeHead(status, { "content-type": "application/json", ...error }).end(JSON.stringify(said));
  });
  return { url, close, asked };
};

const triggers = ["CustomMessage", "PreSignUp", "PostConfirmation", "PreTokenGenerationConfig", "PostAuthentication"];

const bodies = (name: string) => ({
  GetAccount: {
    SendingEnabled: true,
    ProductionAccessEnabled: true,
    EnforcementStatus: "HEALTHY",
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 120 },
  },
  GetEmailIdentity: {
    IdentityType: "DOMAIN",
    VerifiedForSendingStatus: true,
    VerificationStatus: "SUCCESS",
    DkimAttributes: { SigningEnabled: true, Status: "SUCCESS" },
    Policies: {},
  },
  GetConfigurationSet: { ConfigurationSetName: name, SendingOptions: { SendingEnabled: true } },
  GetConfigurationSetEventDestinations: {
    EventDestinations: [{ Name: "feedback", Enabled: true, MatchingEventTypes: ["SEND", "BOUNCE", "COMPLAINT"] }],
  },
  ListUserPools: {
    UserPools: [
      { Id: "eu-west-1_Other", Name: "other" },
      { Id: "eu-west-1_Good", Name: name },
    ],
  },
  DescribeUserPool: {
    UserPool: {
      Id: "eu-west-1_Good",
      Name: name,
      LambdaConfig: Object.fromEntries(triggers.map((trigger) => [trigger, "arn:aws:lambda:x"])),
      EmailConfiguration: { EmailSendingAccount: "DEVELOPER" },
    },
  },
  GetRole: {},
  ListServiceQuotas: {
    Quotas: [
      { QuotaName: "Rate of UserAuthentication requests", Value: 120 },
      { QuotaName: "Tags", Value: 50 },
    ],
  },
});

/** The answers of an account without problems, for a pool and configuration set of this name, with changes. */
export const answersOf = (
  name: string,
  changes: Partial<Record<keyof ReturnType<typeof bodies>, object>> = {},
): Answers =>
  Object.fromEntries(
    Object.entries(bodies(name)).map(([operation, body]) => [
      operation,
      { body: { ...body, ...changes[operation as keyof typeof changes] } },
    ]),
  );
