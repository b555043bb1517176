import { Agent, createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClientSettings } from "../../src/aws/clients.ts";
import { sendMail } from "../../src/aws/ses.ts";

const mail = { id: "b3V0Ym94", kind: "welcome", to: "ada@example.com", subject: "Hello", html: "<p>h</p>", text: "t" };
const sender = { from: "Example <no-reply@example.com>", configurationSet: "suite-dev", stage: "dev" };

/** Sends the headers and part of the body, then nothing, like a dead connection. */
const stallAfter = (status: number) => (response: ServerResponse) => {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0", "content-length": "100" });
  response.write('{"');
};
const answerSlowly = (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"MessageId":');
  setTimeout(() => response.end('"m1"}'), 150);
};

describe("a server that stalls", () => {
  let answer: (response: ServerResponse) => void;
  let server: Server;
  const settings = () => ({
    ...createClientSettings("eu-west-1", 1, { connectionTimeout: 200, requestTimeout: 300 }),
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  beforeAll(async () => {
    server = createServer((_, response) => answer(response));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it.each<[string, (response: ServerResponse) => void, object]>([
    ["before its response", () => undefined, { result: "unknown" }],
    ["during a successful response", stallAfter(200), { result: "unknown" }],
    ["during an error response", stallAfter(400), { result: "refused" }],
    ["only for a short time", answerSlowly, { result: "sent", messageId: "m1" }],
  ])("%s", async (_, given, outcome) => {
    answer = given;
    const client = new SESv2Client(settings());
    expect(await sendMail(client, sender)(mail)).toMatchObject(outcome);
    client.destroy();
  });

  it("during a response of DynamoDB makes the call fail before Lambda's timeout", async () => {
    answer = stallAfter(200);
    const client = new DynamoDBClient(settings());
    await expect(
      client.send(new GetItemCommand({ TableName: "t", Key: { pk: { S: "p" }, sk: { S: "s" } } })),
    ).rejects.toThrow();
    client.destroy();
  });
});

it("counts a mail as refused if the SDK says that it never connected", async () => {
  const httpAgent = new Agent();
  httpAgent.createConnection = () => Object.assign(new Socket(), { connecting: true });
  const settings = createClientSettings("eu-west-1", 1, { connectionTimeout: 100, requestTimeout: 2_000 });
  const client = new SESv2Client({
    ...settings,
    requestHandler: { ...settings.requestHandler, httpAgent },
    endpoint: "http://127.0.0.1:1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  expect(await sendMail(client, sender)(mail)).toEqual({ result: "refused", reason: "TimeoutError" });
  client.destroy();
});
