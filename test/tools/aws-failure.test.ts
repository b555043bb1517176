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
/** What the SDK itself makes of an answer. */
const failureOf = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

const canonical = "The request signature we calculated does not match.\n\nThe Canonical String should have been\nPOST";

it.each<[name: string, message: string, status: number, told: RegExp]>([
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
])("says in one line what to do about %s: %j", async (name, message, status, told) => {
  aws.answerWith((response) =>
    response
      .writeHead(status, { "Content-Type": "application/x-amz-json-1.0", "x-amzn-RequestId": "R1" })
      .end(JSON.stringify({ __type: name, message })),
  );
  const said = explainAwsFailure(await failureOf(new DynamoDBClient(client()).send(new ListTablesCommand())));
  expect(said).toMatch(told);
  expect(said).not.toContain("\n");
});

it("knows a pool from a table", async () => {
  const message = "User pool eu-west-1_Example does not exist.";
  aws.answerWith(json({ __type: "ResourceNotFoundException", message }, 400));
  const cognito = new CognitoIdentityProviderClient(client());
  const error = await failureOf(cognito.send(new DescribeUserPoolCommand({ UserPoolId: "eu-west-1_Example" })));
  expect(explainAwsFailure(error)).toMatch(
    /^This stage has no such user pool \(User pool eu-west-1_Example does not exist\) /,
  );
});

it("says what to do where nobody is signed in", async () => {
  const { AWS_ACCESS_KEY_ID } = process.env;
  delete process.env["AWS_ACCESS_KEY_ID"];
  const error = await failureOf(new DynamoDBClient({ region: "eu-west-1" }).send(new ListTablesCommand()));
  Object.assign(process.env, { AWS_ACCESS_KEY_ID });
  expect(explainAwsFailure(error)).toMatch(
    /^AWS did not accept your credentials \(CredentialsProviderError: .*AWS_PROFILE\.$/,
  );
});

// The SDK does not know Jest's errors of the network for errors, so these are as Node.js makes them.
it.each<[what: string, facts: object, told: RegExp]>([
  [
    "a server that is not there",
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
  [
    "a region that there is not",
    { code: "ENOTFOUND", hostname: "dynamodb.eu.amazonaws.com" },
    /^Cannot resolve dynamodb\.eu\./,
  ],
  ["no network", { code: "EAI_AGAIN", hostname: "dynamodb.eu.amazonaws.com" }, /Check the network connection,/],
  ["a line that breaks", { code: "ECONNRESET" }, /^The connection to AWS failed \(ECONNRESET: it failed\)/],
  [
    "an answer that takes too long",
    { name: "TimeoutError", $metadata: { attempts: 1 } },
    /^The connection to AWS failed/,
  ],
  ["a proxy that reads along", { code: "SELF_SIGNED_CERT_IN_CHAIN" }, /NODE_EXTRA_CA_CERTS\.$/],
])("says what to do about %s", (_, facts, told) => {
  expect(explainAwsFailure(Object.assign(new Error("it failed"), facts))).toMatch(told);
});

it.each<[what: string, error: unknown]>([
  ["a mistake in a command", new TypeError("x is not a function")],
  ["a deadline of its own", Object.assign(new Error("late"), { name: "TimeoutError" })],
  ["a file that is not there", Object.assign(new Error("no such file"), { code: "ENOENT" })],
  ["nothing", undefined],
])("has no word for %s", (_, error) => {
  expect(explainAwsFailure(error)).toBeUndefined();
});
