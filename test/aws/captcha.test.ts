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
] as const)("asks %s as it wants to be asked", async (name, path) => {
  provider.answerWith(json(good));
  expect(await verify({ ...captcha, provider: name }, noHurry, "t&k=n+ %")).toBe("person");
  expect(provider.received).toEqual([
    expect.objectContaining({ method: "POST", path, body: "secret=s3cret&response=t%26k%3Dn%2B+%25" }),
  ]);
  expect(provider.received[0]?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
});

describe("the answer", () => {
  it.each<[string, Answer, string]>([
    ["good", json(good), "person"],
    ["bad", json({ success: false, "error-codes": ["invalid-input-response"] }), "no-person"],
    ["of another site", json({ ...good, hostname: "evil.example" }), "no-person"],
    ["for another action", json({ ...good, action: "sign-in" }), "no-person"],
    ["with a bad secret", json({ success: false, "error-codes": ["invalid-input-secret"] }), "down"],
    ["500", json(good, 500), "down"],
    ["503 as a page", (response) => response.writeHead(503).end("<h1>Sorry</h1>"), "down"],
    ["garbage", (response) => response.end("<html>"), "down"],
    ["nothing", (response) => response.end(), "down"],
    ["400 as a page", (response) => response.writeHead(400).end("<h1>Bad</h1>"), "no-person"],
  ])("%s: %#", async (_, answer, verdict) => {
    provider.answerWith(answer);
    expect(await verify()).toBe(verdict);
  });

  it.each<[string, Answer]>([
    ["is cut off", (response) => response.socket?.destroy()],
    ["leads elsewhere", (response) => response.writeHead(307, { Location: `${provider.url}/x` }).end()],
  ])("%s: rejects", async (_, answer) => {
    provider.answerWith(answer);
    await expect(verify()).rejects.toThrow();
    expect(provider.received).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ["never comes", () => undefined],
    ["begins and never ends", (response) => response.writeHead(200).write('{"success":')],
  ])("%s: is given up in time", async (_, answer) => {
    provider.answerWith(answer);
    const start = performance.now();
    await expect(withDeadline(200, (signal) => verify(captcha, signal))).rejects.toThrow("timed out after 200 ms");
    // Much later than the deadline, and much sooner than never.
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

it("asks nobody without a secret", async () => {
  provider.answerWith(json(good));
  const urls = { turnstile: provider.url, recaptcha: provider.url, hcaptcha: provider.url };
  const fails = verifyCaptcha(async () => Promise.reject(new Error("no parameter")), urls);
  await expect(fails(captcha, "token", noHurry)).rejects.toThrow("no parameter");
  expect(provider.received).toEqual([]);
});
