import { describe, expect, it } from "@jest/globals";
import { createApp } from "../../src/pages/pages.ts";
import { suiteWith } from "../support/suite.ts";

const app = createApp({
  suite: suiteWith(),
  cognitoUrl: "https://cognito-idp.eu-west-1.amazonaws.com",
  appClientIds: ["c1"],
  passwordLength: "10",
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
  ])("requested in %s is served in %s", async (wish, language) => {
    const { status, body } = await get(`/${wish}/${page}`);
    expect(status).toBe(200);
    expect(body).toContain(`<html lang="${language}" dir="ltr">`);
  });

  it("runs only its own script and connects only to Cognito", async () => {
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

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("rejects %s", async (method) => {
    const { status, headers } = await get(`/en/${page}`, method);
    expect([status, headers.get("Allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("answers HEAD with headers only", async () => {
    expect(await get(`/en/${page}`, "HEAD")).toMatchObject({ status: 200, body: "" });
  });
});

it.each(["/", "/en", "/en/elsewhere", "/en/confirm/more/still", "/assets/x.js"])("%s is not found", async (path) => {
  expect((await get(path)).status).toBe(404);
});

it.each(["removed", "..%2F..%2Fsecret", "__proto__"])(
  "shows the default brand for %s, which the settings lack",
  async (key) => {
    expect(await get(`/en/reset/${key}`)).toMatchObject({ status: 200, body: (await get("/en/reset")).body });
  },
);

describe("the images that a page may load", () => {
  const readImageSources = async (logos: ReadonlyArray<string | undefined>): Promise<string | undefined> => {
    const { default: own } = suiteWith().brands;
    const brands = logos.map((url, index) => [
      index === 0 ? "default" : `brand${index}`,
      { ...own, ...(url && { logo: { url, width: 120 } }) },
    ]);
    const { headers } = await createApp({
      suite: suiteWith({ brands: Object.fromEntries(brands) }),
      cognitoUrl: "https://cognito-idp.eu-west-1.amazonaws.com",
      appClientIds: [],
      passwordLength: "10",
    }).request("/en/confirm");
    return /img-src ([^;]*)/.exec(headers.get("Content-Security-Policy") ?? "")?.[1];
  };

  it.each([
    ["none without a logo", [undefined], undefined],
    ["only the logos", ["https://a.example/x.png", "https://b.example/"], "https://a.example https://b.example"],
    ["each origin once", ["https://a.example/x.png", undefined, "https://a.example/y.png"], "https://a.example"],
  ])("are %s", async (_, logos, allowed) => {
    expect(await readImageSources(logos)).toBe(allowed);
  });

  it("are never allowed by scheme alone, because an image's URL could leak a code", async () => {
    const { headers } = await get("/en/reset");
    expect(headers.get("Content-Security-Policy")).not.toMatch(/[ ;](?:https?|data|blob):(?:[ ;]|$)|\*|unsafe/);
  });
});

it.each([
  "/%E0%A4%A/confirm",
  "/en/confirm/%00",
  "/en/confirm/constructor",
  "/en/confirm/__proto__",
  "//evil.example/confirm/x",
])("%s gets all headers and no redirect", async (path) => {
  const { status, headers, body } = await get(path);
  expect([200, 404]).toContain(status);
  expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  expect(headers.get("Location")).toBeNull();
  expect(body).not.toContain("evil.example");
});

it("does not render a path or query as HTML", async () => {
  const { body } = await get("/%3Cscript%3Ealert(1)%3C%2Fscript%3E/confirm?x=%3Cb%3E");
  expect(body).not.toContain("alert(1)");
  expect(body).not.toContain("<b>");
});

it("shows the minimum length of a password", async () => {
  const dependencies = {
    suite: suiteWith(),
    cognitoUrl: "https://cognito-idp.eu-west-1.amazonaws.com",
    appClientIds: [],
  };
  const page = await createApp({ ...dependencies, passwordLength: "14" }).request("/en/reset");
  expect(await page.text()).toContain("At least 14 characters");
});
