import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser } from "playwright-core";
import { refusalOf } from "../../src/client/refusal.ts";
import { languages } from "../../src/templates/languages.ts";
import { hasBrowser, openBrowser } from "../support/browser.ts";
import { clientId, urls } from "../support/clients.ts";
import { type HttpStandIn, startHttpStandIn } from "../support/http-stand-in.ts";
import { patience } from "../support/patience.ts";
import { password, signUp } from "../support/people.ts";
import { listWrappedRefusals } from "../support/wrapped-refusals.ts";

jest.setTimeout(patience.test);

const refused = (code: keyof typeof languages.de.refusals, language: "en" | "de" = "en") => ({
  code,
  text: languages[language].refusals[code],
});

it("refusalOf reads the SDK's error of a refused sign-up, in the user's language", async () => {
  const error = (locale: string) => signUp("mıke@example.com", { locale }).then(() => undefined, refusalOf);
  expect([await error("en"), await error("de-AT")]).toEqual([refused("SU-ADDRESS"), refused("SU-ADDRESS", "de")]);
});

const describeInBrowser = hasBrowser ? describe : describe.skip;

describeInBrowser("in a browser, without a bundler", () => {
  let browser: Browser;
  let site: HttpStandIn;
  beforeAll(async () => {
    browser = await openBrowser();
    site = await startHttpStandIn();
    const script = readFileSync(resolve(__dirname, "../../src/client/compiled/refusal.js"));
    site.answerWith((response, { path }) =>
      path === "/refusal.js"
        ? response.writeHead(200, { "Content-Type": "text/javascript; charset=utf-8" }).end(script)
        : response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>app</title>"),
    );
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const inPage = async <Result>(expression: string): Promise<Result> => {
    const page = await browser.newPage();
    try {
      await page.goto(site.url);
      return (await page.evaluate(`import("/refusal.js").then(({ refusalOf }) => ${expression})`)) as Result;
    } finally {
      await page.close();
    }
  };

  it("reads every wrapped refusal that a browser can receive", async () => {
    const refusal = { code: "SU-DOMAIN", text: languages.ar.refusals["SU-DOMAIN"] };
    const wrapped = Object.values(listWrappedRefusals(refusal)).filter((one) => typeof one === "string");
    expect(wrapped.length).toBeGreaterThan(5);
    expect(await inPage(`${JSON.stringify(wrapped)}.map(refusalOf)`)).toEqual(wrapped.map(() => refusal));
  });

  it("reads Cognito's answer to a real sign-up", async () => {
    const input = {
      ClientId: clientId,
      Username: "mıke@example.com",
      Password: password,
      UserAttributes: [{ Name: "email", Value: "mıke@example.com" }],
      ClientMetadata: { locale: "de" },
    };
    const request = {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "AWSCognitoIdentityProviderService.SignUp",
      },
      body: JSON.stringify(input),
    };
    const answer = `fetch(${JSON.stringify(urls.cognito)}, ${JSON.stringify(request)}).then((response) => response.json()).then(refusalOf)`;
    expect(await inPage(answer)).toEqual(refused("SU-ADDRESS", "de"));
  });
});
