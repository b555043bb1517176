import { createHash, createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { openSecrets } from "../../src/aws/secrets.ts";
import { noHurry } from "../support/collect.ts";
import { type HttpStandIn, json, type Received, startHttpStandIn } from "../support/http-stand-in.ts";

let aws: HttpStandIn;
beforeAll(async () => {
  aws = await startHttpStandIn();
});
afterAll(() => aws.close());

const openTestSecrets = (now = () => 0) => openSecrets("eu-west-1", { ssm: aws.url, secretsManager: aws.url }, now);
const parameter = { parameter: "/suite/captcha" };
const secret = { secret: "captcha" };

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** The signature that AWS would compute, step by step: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
const expectedSignature = ({ headers, body }: Received, service: string): string => {
  const { authorization = "", ...rest } = headers as Record<string, string>;
  const names = (/SignedHeaders=([^,]+)/.exec(authorization)?.[1] ?? "").split(";");
  const time = rest["x-amz-date"] ?? "";
  const day = time.slice(0, 8);
  const scope = `${day}/eu-west-1/${service}/aws4_request`;
  const canonical = [
    "POST",
    "/",
    "",
    ...names.map((name) => `${name}:${rest[name]?.trim()}`),
    "",
    names.join(";"),
    hash(body),
  ];
  const toSign = ["AWS4-HMAC-SHA256", time, scope, hash(canonical.join("\n"))].join("\n");
  const key = [day, "eu-west-1", service, "aws4_request"].reduce<string | Buffer>(hmac, "AWS4local");
  return hmac(key, toSign).toString("hex");
};

it.each([
  [
    parameter,
    "ssm",
    "AmazonSSM.GetParameter",
    { Name: "/suite/captcha", WithDecryption: true },
    { Parameter: { Value: " s3cret\n" } },
  ],
  [secret, "secretsmanager", "secretsmanager.GetSecretValue", { SecretId: "captcha" }, { SecretString: "s3cret" }],
])("reads %j from %s with a signed request", async (source, service, target, input, answer) => {
  aws.answerWith(json(answer));
  expect(await openTestSecrets()(source, noHurry)).toBe("s3cret");
  const [received] = aws.received as [Received];
  expect(received).toMatchObject({ method: "POST", path: "/" });
  expect(received.headers).toMatchObject({ "x-amz-target": target, "content-type": "application/x-amz-json-1.1" });
  expect(JSON.parse(received.body)).toEqual(input);
  const signature = /Signature=(\w{64})$/.exec(received.headers.authorization ?? "")?.[1];
  expect(signature).toBe(expectedSignature(received, service));
  expect(received.headers.authorization).toMatch(/SignedHeaders=[^,]*host;x-amz-/);
});

it("caches each secret for five minutes", async () => {
  let time = 0;
  const read = openTestSecrets(() => time);
  aws.answerWith(json({ Parameter: { Value: "first" } }));
  await read(parameter, noHurry);
  aws.answerWith(json({ Parameter: { Value: "second" }, SecretString: "other" }));
  time = 299_999;
  expect(await read(parameter, noHurry)).toBe("first");
  expect(aws.received).toHaveLength(0);
  time = 300_000;
  expect(await read(parameter, noHurry)).toBe("second");
  aws.answerWith(json({ SecretString: "other" }));
  expect(await read(secret, noHurry)).toBe("other");
});

it.each([
  ["an error response", json({ __type: "ParameterNotFound", message: "/suite/captcha" }, 400), "ssm answered 400"],
  ["a server error", json({}, 500), "ssm answered 500"],
  ["an empty secret", json({ Parameter: { Value: "" } }), "the answer has no text"],
  ["an unexpected response", json([]), "the answer has no text"],
  ["null", json(null), "the answer has no text"],
])("does not cache %s", async (_, answer, message) => {
  const read = openTestSecrets();
  aws.answerWith(answer);
  await expect(read(parameter, noHurry)).rejects.toThrow(message);
  aws.answerWith(json({ Parameter: { Value: "now" } }));
  expect(await read(parameter, noHurry)).toBe("now");
});

it("stops when its signal aborts", async () => {
  aws.answerWith(() => undefined);
  await expect(openTestSecrets()(parameter, AbortSignal.timeout(100))).rejects.toThrow();
});
