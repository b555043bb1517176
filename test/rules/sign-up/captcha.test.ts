import { describe, expect, it } from "@jest/globals";
import { judgeCaptcha, readCaptchaToken } from "../../../src/rules/sign-up/captcha.ts";

describe("the token", () => {
  it.each([
    ["in validation data", { validationData: { captcha: "t" } }, "t"],
    ["in client metadata", { clientMetadata: { captcha: "t" } }, "t"],
    ["in both", { validationData: { captcha: "t" }, clientMetadata: { captcha: "u" } }, "t"],
    ["in neither", { validationData: null, clientMetadata: null }, undefined],
    ["nowhere", {}, undefined],
    ["empty, and one elsewhere", { validationData: { captcha: "" }, clientMetadata: { captcha: "u" } }, "u"],
    ["of 8,192 characters", { clientMetadata: { captcha: "t".repeat(8_192) } }, "t".repeat(8_192)],
    ["of more", { clientMetadata: { captcha: "t".repeat(8_193) } }, undefined],
    ["with a line break", { validationData: { captcha: "t\r\nx" } }, undefined],
    ["in other letters", { validationData: { captcha: "ť" } }, undefined],
    ["no text", { validationData: { captcha: ["t"] } }, undefined],
    ["inherited", { validationData: Object.create({ captcha: "t" }) }, undefined],
  ])("%s", (_, request, token) => {
    expect(readCaptchaToken(request)).toBe(token);
  });
});

const own = { hostnames: ["www.example.com", "localhost"] };
const good = { success: true, hostname: "www.example.com", action: "sign-up", score: 0.9 };
const refused = (...codes: unknown[]) => ({ success: false, "error-codes": codes });

describe("the answer", () => {
  it.each<[string, number, unknown, object, string]>([
    ["success", 200, good, {}, "person"],
    ["success on another of the hosts", 200, { ...good, hostname: "localhost" }, {}, "person"],
    ["success elsewhere", 200, { ...good, hostname: "evil.example" }, {}, "no-person"],
    ["success on a part of the host", 200, { ...good, hostname: "example.com" }, {}, "no-person"],
    ["success nowhere", 200, { success: true }, {}, "no-person"],
    ["success for the action", 200, good, { action: "sign-up" }, "person"],
    ["success for another action", 200, good, { action: "sign-in" }, "no-person"],
    ["success for no action", 200, { ...good, action: undefined }, { action: "sign-up" }, "no-person"],
    ["a high score", 200, good, { leastScore: 0.9 }, "person"],
    ["a low score", 200, good, { leastScore: 0.91 }, "no-person"],
    ["no score", 200, { ...good, score: undefined }, { leastScore: 0.1 }, "no-person"],
    ["a score in words", 200, { ...good, score: "1" }, { leastScore: 0.1 }, "no-person"],
    ["success in words", 200, { ...good, success: "true" }, {}, "down"],
    ["a bad token", 200, refused("invalid-input-response"), {}, "no-person"],
    ["a used token", 200, refused("timeout-or-duplicate"), {}, "no-person"],
    ["a token that made the question bad", 200, refused("bad-request"), {}, "no-person"],
    ["a token of another site", 200, refused("sitekey-secret-mismatch"), {}, "no-person"],
    ["a reason that nobody knows", 200, refused("new"), {}, "no-person"],
    ["no reason", 200, { success: false }, {}, "no-person"],
    ["a bad secret", 200, refused("invalid-input-secret"), {}, "down"],
    ["a bad secret beside a bad token", 200, refused("invalid-input-response", "invalid-input-secret"), {}, "down"],
    ["no secret", 200, refused("missing-input-secret"), {}, "down"],
    ["the provider's own fault", 200, refused("internal-error"), {}, "down"],
    ["garbage", 200, undefined, {}, "down"],
    ["null", 200, null, {}, "down"],
    ["a list", 200, [], {}, "down"],
    ["an error", 500, good, {}, "down"],
    ["too many questions", 429, undefined, {}, "down"],
    ["a closed door", 403, refused("x"), {}, "down"],
    ["a bad question", 400, undefined, {}, "no-person"],
    ["a bad question with a reason", 400, refused("invalid-input-response"), {}, "no-person"],
    ["a bad question with our fault", 400, refused("invalid-input-secret"), {}, "down"],
    ["too long a question", 413, undefined, {}, "no-person"],
  ])("%s", (_, status, body, expected, verdict) => {
    expect(judgeCaptcha({ status, body }, { ...own, ...expected })).toBe(verdict);
  });
});
