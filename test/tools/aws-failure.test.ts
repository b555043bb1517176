import { CognitoIdentityProviderClient, DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { explainAwsFailure } from "../../tools/aws-failure.ts";
import { type HttpStandIn, json, startHttpStandIn } from "../support/http-stand-in.ts";

let aws: HttpStandIn;
beforeAll(async () => {
  aws = await startHttpStandIn();
});
afterAll(() => aws.close());

const credentials = { accessKeyId: "a", secretAccessKey: "b" };
const client = () => ({ region: "eu-west-1", credentials, endpoint: aws.url, maxAttempts: 1 });
/** The error that the SDK throws. */
const catchFailure = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

const canonical = "The request signature we calculated does not match.\n\nThe Canonical String should have been\nPOST";

it.each<[name: string, message: string, status: number, expected: RegExp]>([
  [
    "ExpiredTokenException",
    "The security token is expired",
    400,
    /^AWS did not accept your credentials .* AWS_PROFILE\.$/,
  ],
  ["ExpiredToken", "The security token is expired", 403, /^AWS did not accept your credentials /],
  [
    "UnrecognizedClientException",
    "The security token is invalid.",
    400,
    /^AWS did not accept your credentials .*is invalid\)\./,
  ],
  ["InvalidSignatureException", canonical, 400, /^AWS did not accept your credentials .*does not match\)\. Sign in/],
  ["InvalidSignatureException", "Signature expired: 20260101T000000Z", 400, /^The clock of this machine is wrong/],
  ["RequestExpired", "Request has expired", 400, /^The clock of this machine is wrong/],
  [
    "AccessDeniedException",
    "not authorized: dynamodb:Scan",
    400,
    /^Your credentials do not allow this .*dynamodb:Scan/,
  ],
  [
    "ResourceNotFoundException",
    "Requested resource not found",
    400,
    /^This stage has no such table .*Deploy the stage first/,
  ],
  [
    "ResourceNotFoundException",
    "Requested resource not found: Table: carpools not found",
    400,
    /^This stage has no such table/,
  ],
  ["ThrottlingException", "Rate exceeded", 400, /^AWS throttled the requests .*--limit\.$/],
  ["ProvisionedThroughputExceededException", "", 400, /^AWS throttled the requests/],
  [
    "InternalServerError",
    "Internal",
    500,
    /^AWS failed to process the request .*request R1\)\. Run the command again later\.$/,
  ],
  [
    "ValidationException",
    "1 validation error",
    400,
    /^AWS rejected the request \(ValidationException: 1 validation error, request R1\)/,
  ],
])("explains in one line what to do about %s: %j", async (name, message, status, expected) => {
  aws.answerWith((response) =>
    response
      .writeHead(status, { "Content-Type": "application/x-amz-json-1.0", "x-amzn-RequestId": "R1" })
      .end(JSON.stringify({ __type: name, message })),
  );
  const said = explainAwsFailure(await catchFailure(new DynamoDBClient(client()).send(new ListTablesCommand())));
  expect(said).toMatch(expected);
  expect(said).not.toContain("\n");
});

it("tells a missing pool from a missing table", async () => {
  const message = "User pool eu-west-1_Example does not exist.";
  aws.answerWith(json({ __type: "ResourceNotFoundException", message }, 400));
  const cognito = new CognitoIdentityProviderClient(client());
  const error = await catchFailure(cognito.send(new DescribeUserPoolCommand({ UserPoolId: "eu-west-1_Example" })));
  expect(explainAwsFailure(error)).toMatch(
    /^This stage has no such user pool \(User pool eu-west-1_Example does not exist\) /,
  );
});

it("says what to do without credentials", async () => {
  const { AWS_ACCESS_KEY_ID } = process.env;
  delete process.env["AWS_ACCESS_KEY_ID"];
  const error = await catchFailure(new DynamoDBClient({ region: "eu-west-1" }).send(new ListTablesCommand()));
  Object.assign(process.env, { AWS_ACCESS_KEY_ID });
  expect(explainAwsFailure(error)).toMatch(
    /^AWS did not accept your credentials \(CredentialsProviderError: .*AWS_PROFILE\.$/,
  );
});

// The SDK does not recognize network errors within Jest, so these are built like those of Node.js.
it.each<[what: string, facts: object, expected: RegExp]>([
  [
    "a server that does not run",
    { code: "ECONNREFUSED", port: 8000, address: "127.0.0.1" },
    /^Nothing answers at 127\.0\.0\.1 on port 8000\./,
  ],
  [
    "a name with several addresses",
    {
      code: "ECONNREFUSED",
      errors: [
        { port: 8000, address: "::1" },
        { port: 8000, address: "127.0.0.1" },
      ],
    },
    /^Nothing answers at ::1 on port 8000\./,
  ],
  ["an unknown region", { code: "ENOTFOUND", hostname: "dynamodb.eu.amazonaws.com" }, /^Cannot resolve dynamodb\.eu\./],
  ["no network", { code: "EAI_AGAIN", hostname: "dynamodb.eu.amazonaws.com" }, /Check the network connection,/],
  ["a broken connection", { code: "ECONNRESET" }, /^The connection to AWS failed \(ECONNRESET: it failed\)/],
  [
    "an answer that takes too long",
    { name: "TimeoutError", $metadata: { attempts: 1 } },
    /^The connection to AWS failed/,
  ],
  ["a proxy with its own certificate", { code: "SELF_SIGNED_CERT_IN_CHAIN" }, /NODE_EXTRA_CA_CERTS\.$/],
])("says what to do about %s", (_, facts, expected) => {
  expect(explainAwsFailure(Object.assign(new Error("it failed"), facts))).toMatch(expected);
});

it.each<[what: string, error: unknown]>([
  ["a bug in a command", new TypeError("x is not a function")],
  ["a timeout in a command", Object.assign(new Error("late"), { name: "TimeoutError" })],
  ["a missing file", Object.assign(new Error("no such file"), { code: "ENOENT" })],
  ["nothing", undefined],
])("does not explain %s", (_, error) => {
  expect(explainAwsFailure(error)).toBeUndefined();
});
