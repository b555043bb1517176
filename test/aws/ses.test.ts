import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { outcomeOf, sendEmailInput, sendMail } from "../../src/aws/ses.ts";

const mail = { id: "b3V0Ym94", kind: "welcome", to: "ada@example.com", subject: "Hello", html: "<p>h</p>", text: "t" };
const sender = { from: "Example <no-reply@example.com>", configurationSet: "suite-dev", stage: "dev" };

it("sends both parts, tagged, through the configuration set, as an automatic mail", () => {
  expect(sendEmailInput(mail, sender)).toEqual({
    FromEmailAddress: sender.from,
    Destination: { ToAddresses: [mail.to] },
    ConfigurationSetName: "suite-dev",
    EmailTags: [
      { Name: "outbox", Value: mail.id },
      { Name: "kind", Value: "welcome" },
      { Name: "stage", Value: "dev" },
    ],
    Content: {
      Simple: {
        Subject: { Data: "Hello", Charset: "UTF-8" },
        Body: { Html: { Data: "<p>h</p>", Charset: "UTF-8" }, Text: { Data: "t", Charset: "UTF-8" } },
        Headers: [
          { Name: "Auto-Submitted", Value: "auto-generated" },
          { Name: "X-Auto-Response-Suppress", Value: "All" },
        ],
      },
    },
  });
});

describe("an error of SES", () => {
  const answered = (name: string, httpStatusCode: number) =>
    Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });
  const unanswered = (code: string) => Object.assign(new Error("ada@example.com"), { code });
  it.each([
    [answered("MessageRejected", 400), "refused", "MessageRejected"],
    [answered("BadRequestException", 400), "impossible", "BadRequestException"],
    [answered("TooManyRequestsException", 429), "refused", "TooManyRequestsException"],
    [answered("SendingPausedException", 400), "refused", "SendingPausedException"],
    [answered("MailFromDomainNotVerifiedException", 400), "refused", "MailFromDomainNotVerifiedException"],
    [answered("InternalServiceErrorException", 500), "refused", "InternalServiceErrorException"],
    [unanswered("ECONNREFUSED"), "refused", "ECONNREFUSED"],
    [unanswered("ENOTFOUND"), "refused", "ENOTFOUND"],
    [unanswered("ECONNRESET"), "unknown", "ECONNRESET"],
    [Object.assign(new Error("x"), { name: "TimeoutError" }), "unknown", "TimeoutError"],
    [undefined, "unknown", "Error"],
  ])("%s means %s", (error, result, reason) => {
    expect(outcomeOf(error)).toEqual({ result, reason });
  });
});

describe("an answer that SES has begun", () => {
  let answer: (response: ServerResponse) => void;
  const server = createServer((_, response) => answer(response));
  let client: SESv2Client;
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    client = new SESv2Client({
      region: "eu-west-1",
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      maxAttempts: 1,
    });
  });
  afterAll(() => {
    client.destroy();
    server.close();
  });

  const json = (status: number, body: string) => (response: ServerResponse) =>
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  const brokenOff = (status: number) => (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json", "content-length": "100" }).flushHeaders();
    response.write('{"MessageId":', () => response.destroy());
  };
  it.each<[string, (response: ServerResponse) => void, object]>([
    ["whole", json(200, '{"MessageId":"m1"}'), { result: "sent", messageId: "m1" }],
    ["without the mail's id", json(200, "{}"), { result: "sent", messageId: "" }],
    ["good, and not to be read", json(200, "<html>"), { result: "unknown" }],
    ["good, and broken off", brokenOff(200), { result: "unknown" }],
    ["bad, and not to be read", json(503, "<html>"), { result: "refused" }],
    ["a gateway's, which had none", json(502, "<html>"), { result: "unknown" }],
    ["a gateway's, which waited for one", json(504, "<html>"), { result: "unknown" }],
    ["bad, and broken off", brokenOff(503), { result: "unknown" }],
  ])("%s", async (_, given, outcome) => {
    answer = given;
    expect(await sendMail(client, sender)(mail)).toMatchObject(outcome);
  });
});
