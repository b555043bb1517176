import { Agent, createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClientSettings } from "../../src/aws/clients.ts";
import { sendMail } from "../../src/aws/ses.ts";

const mail = { id: "b3V0Ym94", kind: "welcome", to: "ada@example.com", subject: "Hello", html: "<p>h</p>", text: "t" };
const sender = { from: "Example <no-reply@example.com>", configurationSet: "suite-dev", stage: "dev" };

/** The head of an answer and a piece of it, and then nothing, as of a connection that has died. */
const fallsSilent = (status: number) => (response: ServerResponse) => {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0", "content-length": "100" });
  response.write('{"');
};
const slow = (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"MessageId":');
  setTimeout(() => response.end('"m1"}'), 150);
};

describe("a server that falls silent", () => {
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
    ["before its answer", () => undefined, { result: "unknown" }],
    ["in a good answer", fallsSilent(200), { result: "unknown" }],
    ["in a bad answer", fallsSilent(400), { result: "refused" }],
    ["for a while only", slow, { result: "sent", messageId: "m1" }],
  ])("%s", async (_, given, outcome) => {
    answer = given;
    const client = new SESv2Client(settings());
    expect(await sendMail(client, sender)(mail)).toMatchObject(outcome);
    client.destroy();
  });

  it("in an answer of the table is no reason to wait for Lambda to end the function", async () => {
    answer = fallsSilent(200);
    const client = new DynamoDBClient(settings());
    await expect(
      client.send(new GetItemCommand({ TableName: "t", Key: { pk: { S: "p" }, sk: { S: "s" } } })),
    ).rejects.toThrow();
    client.destroy();
  });
});

it("a connection that is never made has sent no mail, by the SDK's own words", async () => {
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
