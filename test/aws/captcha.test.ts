import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { verifyCaptcha } from "../../src/aws/captcha.ts";
import { withDeadline } from "../../src/runtime/deadline.ts";
import type { Captcha } from "../../src/settings/sign-up.ts";
import { noHurry } from "../support/collect.ts";
import { type Answer, type HttpStandIn, json, startHttpStandIn } from "../support/http-stand-in.ts";

const captcha: Captcha = {
  provider: "turnstile",
  secret: { parameter: "/suite/captcha" },
  hostnames: ["www.example.com"],
  action: "sign-up",
  whenDown: "refuse",
};
const good = { success: true, hostname: "www.example.com", action: "sign-up" };
let provider: HttpStandIn;
beforeAll(async () => {
  provider = await startHttpStandIn();
});
afterAll(() => provider.close());

const verify = (own: Captcha = captcha, signal = noHurry, token = "token") => {
  const urls = { turnstile: `${provider.url}/t`, recaptcha: `${provider.url}/r`, hcaptcha: `${provider.url}/h` };
  return verifyCaptcha(async () => "s3cret", urls)(own, token, signal);
};

it.each([
  ["turnstile", "/t"],
  ["recaptcha", "/r"],
  ["hcaptcha", "/h"],
] as const)("sends %s a form at its own URL", async (name, path) => {
  provider.answerWith(json(good));
  expect(await verify({ ...captcha, provider: name }, noHurry, "t&k=n+ %")).toBe("person");
  expect(provider.received).toEqual([
    expect.objectContaining({ method: "POST", path, body: "secret=s3cret&response=t%26k%3Dn%2B+%25" }),
  ]);
  expect(provider.received[0]?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
});

describe("the provider's response", () => {
  it.each<[string, Answer, string]>([
    ["success", json(good), "person"],
    ["an invalid token", json({ success: false, "error-codes": ["invalid-input-response"] }), "no-person"],
    ["another site", json({ ...good, hostname: "evil.example" }), "no-person"],
    ["another action", json({ ...good, action: "sign-in" }), "no-person"],
    ["an invalid secret", json({ success: false, "error-codes": ["invalid-input-secret"] }), "down"],
    ["status 500", json(good, 500), "down"],
    ["status 503 with an HTML page", (response) => response.writeHead(503).end("<h1>Sorry</h1>"), "down"],
    ["invalid JSON", (response) => response.end("<html>"), "down"],
    ["an empty body", (response) => response.end(), "down"],
    ["status 400 with an HTML page", (response) => response.writeHead(400).end("<h1>Bad</h1>"), "no-person"],
  ])("%s", async (_, answer, verdict) => {
    provider.answerWith(answer);
    expect(await verify()).toBe(verdict);
  });

  it.each<[string, Answer]>([
    ["a closed connection", (response) => response.socket?.destroy()],
    ["a redirect", (response) => response.writeHead(307, { Location: `${provider.url}/x` }).end()],
  ])("rejects after %s", async (_, answer) => {
    provider.answerWith(answer);
    await expect(verify()).rejects.toThrow();
    expect(provider.received).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ["no response", () => undefined],
    ["a response that never ends", (response) => response.writeHead(200).write('{"success":')],
  ])("times out after %s", async (_, answer) => {
    provider.answerWith(answer);
    const start = performance.now();
    await expect(withDeadline(200, (signal) => verify(captcha, signal))).rejects.toThrow("timed out after 200 ms");
    // A generous bound for a busy machine.
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

it("sends no request without a secret", async () => {
  provider.answerWith(json(good));
  const urls = { turnstile: provider.url, recaptcha: provider.url, hcaptcha: provider.url };
  const verifyWithoutSecret = verifyCaptcha(async () => Promise.reject(new Error("no parameter")), urls);
  await expect(verifyWithoutSecret(captcha, "token", noHurry)).rejects.toThrow("no parameter");
  expect(provider.received).toEqual([]);
});
