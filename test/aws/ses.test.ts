import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { outcomeOf, sendEmailInput, sendMail } from "../../src/aws/ses.ts";

const mail = { id: "b3V0Ym94", kind: "welcome", to: "ada@example.com", subject: "Hello", html: "<p>h</p>", text: "t" };
const sender = { from: "Example <no-reply@example.com>", configurationSet: "suite-dev", stage: "dev" };

it("sends HTML and text with tags, the configuration set and the headers of an automatic mail", () => {
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

describe("an error from SES", () => {
  const errorWithStatus = (name: string, httpStatusCode: number) =>
    Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });
  const errorWithCode = (code: string) => Object.assign(new Error("ada@example.com"), { code });
  it.each([
    [errorWithStatus("MessageRejected", 400), "refused", "MessageRejected"],
    [errorWithStatus("BadRequestException", 400), "impossible", "BadRequestException"],
    [errorWithStatus("TooManyRequestsException", 429), "refused", "TooManyRequestsException"],
    [errorWithStatus("SendingPausedException", 400), "refused", "SendingPausedException"],
    [errorWithStatus("MailFromDomainNotVerifiedException", 400), "refused", "MailFromDomainNotVerifiedException"],
    [errorWithStatus("InternalServiceErrorException", 500), "refused", "InternalServiceErrorException"],
    [errorWithCode("ECONNREFUSED"), "refused", "ECONNREFUSED"],
    [errorWithCode("ENOTFOUND"), "refused", "ENOTFOUND"],
    [errorWithCode("ECONNRESET"), "unknown", "ECONNRESET"],
    [Object.assign(new Error("x"), { name: "TimeoutError" }), "unknown", "TimeoutError"],
    [undefined, "unknown", "Error"],
  ])("%p is %s (%s)", (error, result, reason) => {
    expect(outcomeOf(error)).toEqual({ result, reason });
  });
});

describe("a response from SES", () => {
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
  const breakOff = (status: number) => (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json", "content-length": "100" }).flushHeaders();
    response.write('{"MessageId":', () => response.destroy());
  };
  it.each<[string, (response: ServerResponse) => void, object]>([
    ["complete", json(200, '{"MessageId":"m1"}'), { result: "sent", messageId: "m1" }],
    ["without the mail's ID", json(200, "{}"), { result: "sent", messageId: "" }],
    ["successful but unreadable", json(200, "<html>"), { result: "unknown" }],
    ["successful but broken off", breakOff(200), { result: "unknown" }],
    ["an error that is unreadable", json(503, "<html>"), { result: "refused" }],
    ["a gateway's 502", json(502, "<html>"), { result: "unknown" }],
    ["a gateway's 504", json(504, "<html>"), { result: "unknown" }],
    ["an error that is broken off", breakOff(503), { result: "unknown" }],
  ])("%s", async (_, given, outcome) => {
    answer = given;
    expect(await sendMail(client, sender)(mail)).toMatchObject(outcome);
  });
});
