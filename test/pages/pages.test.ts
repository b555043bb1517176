import { describe, expect, it } from "@jest/globals";
import { createApp } from "../../src/pages/pages.ts";
import { suiteWith } from "../support/suite.ts";

const app = createApp({
  suite: suiteWith(),
  cognitoUrl: "https://cognito-idp.eu-west-1.amazonaws.com",
  appClientIds: ["c1"],
});
const get = async (path: string, method = "GET") => {
  const response = await app.request(path, { method });
  return { status: response.status, headers: response.headers, body: await response.text() };
};

describe.each(["confirm", "reset"])("the %s page", (page) => {
  it.each([
    ["en", "en"],
    ["de", "de"],
    ["de-AT", "de"],
    ["xx", "en"],
    ["__proto__", "en"],
  ])("asked for in %s is in %s", async (wish, language) => {
    const { status, body } = await get(`/${wish}/${page}`);
    expect(status).toBe(200);
    expect(body).toContain(`<html lang="${language}" dir="ltr">`);
  });

  it("runs its own script only, and calls nobody but Cognito", async () => {
    const { headers } = await get(`/en/${page}`);
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'sha256-[^']+';/);
    expect(policy).toContain("connect-src https://cognito-idp.eu-west-1.amazonaws.com;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(Object.fromEntries(headers)).toMatchObject({
      "referrer-policy": "no-referrer",
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "x-robots-tag": "noindex",
    });
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("does not take %s", async (method) => {
    const { status, headers } = await get(`/en/${page}`, method);
    expect([status, headers.get("Allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("answers HEAD with nothing but headers", async () => {
    expect(await get(`/en/${page}`, "HEAD")).toMatchObject({ status: 200, body: "" });
  });
});

it.each(["/", "/en", "/en/elsewhere", "/en/confirm/more", "/assets/x.js"])("%s is not found", async (path) => {
  expect((await get(path)).status).toBe(404);
});

it("does not take an address for HTML", async () => {
  const { body } = await get("/%3Cscript%3Ealert(1)%3C%2Fscript%3E/confirm?x=%3Cb%3E");
  expect(body).not.toContain("alert(1)");
  expect(body).not.toContain("<b>");
});

it.each([
  [undefined, "10"],
  ["14", "14"],
])("says how long a password has to be: %s", async (passwordLength, said) => {
  const dependencies = {
    suite: suiteWith(),
    cognitoUrl: "https://cognito-idp.eu-west-1.amazonaws.com",
    appClientIds: [],
  };
  const page = await createApp({ ...dependencies, passwordLength }).request("/en/reset");
  expect(await page.text()).toContain(`At least ${said} characters`);
});
