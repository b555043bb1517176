import { describe, expect, it } from "@jest/globals";
import { judgeCaptcha, readCaptchaToken } from "../../../src/rules/sign-up/captcha.ts";

describe("readCaptchaToken reads a token", () => {
  it.each([
    ["in validation data", { validationData: { captcha: "t" } }, "t"],
    ["in client metadata", { clientMetadata: { captcha: "t" } }, "t"],
    ["in both", { validationData: { captcha: "t" }, clientMetadata: { captcha: "u" } }, "t"],
    ["in neither", { validationData: null, clientMetadata: null }, undefined],
    ["of an empty request", {}, undefined],
    ["beside an empty token", { validationData: { captcha: "" }, clientMetadata: { captcha: "u" } }, "u"],
    ["of 8,192 characters", { clientMetadata: { captcha: "t".repeat(8_192) } }, "t".repeat(8_192)],
    ["of 8,193 characters", { clientMetadata: { captcha: "t".repeat(8_193) } }, undefined],
    ["with a line break", { validationData: { captcha: "t\r\nx" } }, undefined],
    ["with a non-ASCII letter", { validationData: { captcha: "ť" } }, undefined],
    ["that is a list", { validationData: { captcha: ["t"] } }, undefined],
    ["that is inherited", { validationData: Object.create({ captcha: "t" }) }, undefined],
  ])("%s", (_, request, token) => {
    expect(readCaptchaToken(request)).toBe(token);
  });
});

const own = { hostnames: ["www.example.com", "localhost"] };
const good = { success: true, hostname: "www.example.com", action: "sign-up", score: 0.9 };
const createFailure = (...codes: unknown[]) => ({ success: false, "error-codes": codes });

describe("judgeCaptcha", () => {
  it.each<[string, number, unknown, object, string]>([
    ["success", 200, good, {}, "person"],
    ["success on another allowed host", 200, { ...good, hostname: "localhost" }, {}, "person"],
    ["success on another site", 200, { ...good, hostname: "evil.example" }, {}, "no-person"],
    ["success on the parent domain", 200, { ...good, hostname: "example.com" }, {}, "no-person"],
    ["success without a host", 200, { success: true }, {}, "no-person"],
    ["success for the action", 200, good, { action: "sign-up" }, "person"],
    ["success for another action", 200, good, { action: "sign-in" }, "no-person"],
    ["success without an action", 200, { ...good, action: undefined }, { action: "sign-up" }, "no-person"],
    ["a high score", 200, good, { leastScore: 0.9 }, "person"],
    ["a low score", 200, good, { leastScore: 0.91 }, "no-person"],
    ["no score", 200, { ...good, score: undefined }, { leastScore: 0.1 }, "no-person"],
    ["a score as a string", 200, { ...good, score: "1" }, { leastScore: 0.1 }, "no-person"],
    ["success as a string", 200, { ...good, success: "true" }, {}, "down"],
    ["a bad token", 200, createFailure("invalid-input-response"), {}, "no-person"],
    ["a used token", 200, createFailure("timeout-or-duplicate"), {}, "no-person"],
    ["a token that makes the request invalid", 200, createFailure("bad-request"), {}, "no-person"],
    ["a token of another site", 200, createFailure("sitekey-secret-mismatch"), {}, "no-person"],
    ["an unknown error code", 200, createFailure("new"), {}, "no-person"],
    ["no error code", 200, { success: false }, {}, "no-person"],
    ["a bad secret", 200, createFailure("invalid-input-secret"), {}, "down"],
    ["a bad secret and a bad token", 200, createFailure("invalid-input-response", "invalid-input-secret"), {}, "down"],
    ["no secret", 200, createFailure("missing-input-secret"), {}, "down"],
    ["an internal error of the provider", 200, createFailure("internal-error"), {}, "down"],
    ["no JSON", 200, undefined, {}, "down"],
    ["null", 200, null, {}, "down"],
    ["a list", 200, [], {}, "down"],
    ["status 500", 500, good, {}, "down"],
    ["status 429", 429, undefined, {}, "down"],
    ["status 403", 403, createFailure("x"), {}, "down"],
    ["status 400", 400, undefined, {}, "no-person"],
    ["status 400 for a bad token", 400, createFailure("invalid-input-response"), {}, "no-person"],
    ["status 400 for a bad secret", 400, createFailure("invalid-input-secret"), {}, "down"],
    ["status 413", 413, undefined, {}, "no-person"],
  ])("%s", (_, status, body, expected, verdict) => {
    expect(judgeCaptcha({ status, body }, { ...own, ...expected })).toBe(verdict);
  });
});
