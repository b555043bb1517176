import {
  AdminCreateUserCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it, jest } from "@jest/globals";
import { JwtVerifier } from "aws-jwt-verify";
import {
  clientId,
  cognito,
  eventually,
  invoke,
  invokeLater,
  mailNumber,
  mailsTo,
  quietly,
  readCode,
  rowsOf,
  urls,
  userPoolId,
} from "../support/clients.ts";
import { sampleEvent } from "../support/events.ts";
import { patience } from "../support/patience.ts";
import { confirm, newAddress, password, signIn, signUp, signUpConfirmedPerson } from "../support/people.ts";

jest.setTimeout(patience.test);

const verifier = JwtVerifier.create({ issuer: `${urls.cognito}/${userPoolId}`, audience: clientId });

const verifyToken = async (token = "") => {
  const keys = (await (await fetch(`${urls.cognito}/${userPoolId}/.well-known/jwks.json`)).json()) as Parameters<
    typeof verifier.cacheJwks
  >[0];
  verifier.cacheJwks(keys);
  return verifier.verify(token);
};

const readOutbox = async (sub: string) =>
  (await rowsOf(sub)).filter(({ sk }) => sk.startsWith("OUTBOX#")).map(({ sk, status }) => [sk.split("#")[1], status]);

const waitUntilSent = (sub: string, count: number) =>
  eventually(async () => {
    const mails = await readOutbox(sub);
    return mails.filter(([, status]) => status === "SENT").length === count ? mails : undefined;
  });

describe("signing up", () => {
  it("leads from the confirmation mail to a token with the suite's claims", async () => {
    const email = newAddress();
    const sub = await signUp(email);

    const mail = await mailNumber(email, 1);
    expect(mail.subject).toBe("Confirm your email address for Example");
    const code = readCode(mail);
    expect(mail.body.html).toContain(`href="${urls.console}/en/confirm#${clientId}/${sub}/${code}"`);
    expect(mail.body.html).not.toContain("{####}");
    expect(await rowsOf(sub)).toEqual([]);

    await confirm(email, code);
    const welcome = await mailNumber(email, 2);
    expect(welcome.subject).toBe("Welcome to Example");
    expect(welcome.body.text).toContain("Ada");
    expect(await waitUntilSent(sub, 1)).toEqual([["welcome", "SENT"]]);
    expect((await rowsOf(sub)).find(({ sk }) => sk === "PROFILE")).toMatchObject({
      email,
      emailVerified: true,
      givenName: "Ada",
    });

    const { AuthenticationResult } = await signIn(email);
    expect(await verifyToken(AuthenticationResult?.IdToken)).toMatchObject({ sub, plan: "free", token_use: "id" });
    const signIns = await eventually(async () => {
      const rows = (await rowsOf(sub)).filter(({ sk }) => sk.startsWith("SIGNIN#"));
      return rows.length > 0 ? rows : undefined;
    });
    expect(signIns).toMatchObject([{ clientId, source: "PostAuthentication_Authentication" }]);
    await quietly();
    expect(await mailsTo(email)).toHaveLength(2);
  });

  it("uses the user's language", async () => {
    const { email } = await signUpConfirmedPerson({ locale: "de-AT" });
    const [first, second] = await mailsTo(email);
    expect(first?.body.html).toContain('lang="de"');
    expect(first?.body.html).toContain(`${urls.console}/de/confirm#`);
    expect(second?.body.html).toContain('lang="de"');
  });

  it("sends a new code on request, and rejects the old one", async () => {
    const email = newAddress();
    await signUp(email);
    const first = readCode(await mailNumber(email, 1));
    await cognito.send(new ResendConfirmationCodeCommand({ ClientId: clientId, Username: email }));
    const second = readCode(await mailNumber(email, 2));
    await expect(confirm(email, first)).rejects.toMatchObject({ name: "CodeMismatchException" });
    await confirm(email, second);
  });

  it("returns a refusal in Cognito's error", async () => {
    const email = "mıke@example.com";
    await expect(signUp(email)).rejects.toMatchObject({
      name: "UserLambdaValidationException",
      message: expect.stringContaining("PreSignUp failed with error [SU-ADDRESS] Please enter a valid email address."),
    });
  });
});

it("sends a notice of a changed password, and no second welcome mail", async () => {
  const { email, sub } = await signUpConfirmedPerson();
  await cognito.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email }));
  const mail = await mailNumber(email, 3);
  expect(mail.body.html).toContain(`${urls.console}/en/reset#${clientId}/${sub}/${readCode(mail)}`);
  await cognito.send(
    new ConfirmForgotPasswordCommand({
      ClientId: clientId,
      Username: email,
      ConfirmationCode: readCode(mail),
      Password: `${password}-new`,
    }),
  );
  const notice = await mailNumber(email, 4);
  expect(notice.body.text).toMatch(/password/i);
  await waitUntilSent(sub, 2);
  await quietly();
  expect(
    (await mailsTo(email)).map(({ subject }) => subject).filter((subject) => subject.startsWith("Welcome")),
  ).toHaveLength(1);
  expect(await mailsTo(email)).toHaveLength(4);
  await expect(signIn(email)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  expect((await signIn(email, `${password}-new`)).AuthenticationResult?.IdToken).toBeDefined();
});

it("writes the profile of a user created by an administrator at the first sign-in", async () => {
  const email = newAddress();
  const { User } = await cognito.send(
    new AdminCreateUserCommand({
      UserPoolId: userPoolId,
      Username: email,
      TemporaryPassword: "Temporary-1-pass",
      UserAttributes: [
        { Name: "email", Value: email },
        { Name: "email_verified", Value: "true" },
      ],
    }),
  );
  const sub = User?.Attributes?.find(({ Name }) => Name === "sub")?.Value ?? "";
  const invitation = await mailNumber(email, 1);
  expect(invitation.body.html).toContain("Temporary-1-pass");
  expect(invitation.body.html).not.toMatch(/href="[^"]*Temporary/);
  expect(await rowsOf(sub)).toEqual([]);

  const { Session } = await signIn(email, "Temporary-1-pass");
  const { AuthenticationResult } = await cognito.send(
    new RespondToAuthChallengeCommand({
      ClientId: clientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session,
      ChallengeResponses: { USERNAME: email, NEW_PASSWORD: password },
    }),
  );
  expect(await verifyToken(AuthenticationResult?.IdToken)).toMatchObject({ sub, plan: "free" });
  // If the trigger runs out of time, ensureProfile writes the rows later.
  const rows = await eventually(async () => {
    const found = await rowsOf(sub);
    return ["PROFILE", "SIGNIN#"].every((kind) => found.some(({ sk }) => sk.startsWith(kind))) ? found : undefined;
  });
  expect(rows.find(({ sk }) => sk === "PROFILE")).toMatchObject({ email });
  expect(rows.filter(({ sk }) => sk.startsWith("OUTBOX#"))).toEqual([]);
});

it("writes one profile and sends one mail for five parallel confirmations", async () => {
  const sub = `five-${Date.now()}`;
  const email = newAddress();
  const event = sampleEvent("PostConfirmation_ConfirmSignUp", { userName: sub, userAttributes: { sub, email } });
  const answers = await Promise.all(Array.from({ length: 5 }, () => invoke("postConfirmation", event)));
  expect(answers).toEqual(Array.from({ length: 5 }, () => event));
  await mailNumber(email, 1);
  expect(await waitUntilSent(sub, 1)).toEqual([["welcome", "SENT"]]);
  await quietly();
  expect(await mailsTo(email)).toHaveLength(1);
  const kinds = (await rowsOf(sub)).map(({ sk }) => sk).filter((sk) => !sk.startsWith("COUNTED#"));
  expect(kinds).toEqual(["OUTBOX#welcome", "PROFILE"]);
});

it("continues after a failed repair", async () => {
  expect(
    await invokeLater("ensureProfile", { userPoolId: "local_none", userName: "x", fact: "seen", at: Date.now() }),
  ).toBe(202);
  await quietly();
  const { sub } = await signUpConfirmedPerson();
  expect(await readOutbox(sub)).toHaveLength(1);
});

it.each(["mfa-on", "mfa-off"])("sends a notice of %s if a backend reports it", async (fact) => {
  const { email, sub } = await signUpConfirmedPerson();
  await invokeLater("ensureProfile", { userPoolId, userName: sub, clientId, fact, at: Date.now() });
  expect((await mailNumber(email, 3)).body.text).toMatch(/two-step/i);
});

it("saves a changed address, and notifies the old one", async () => {
  const { email, sub } = await signUpConfirmedPerson();
  const to = newAddress();
  await cognito.send(
    new AdminUpdateUserAttributesCommand({
      UserPoolId: userPoolId,
      Username: sub,
      UserAttributes: [
        { Name: "email", Value: to },
        { Name: "email_verified", Value: "true" },
      ],
    }),
  );
  await signIn(to);
  const notice = await mailNumber(email, 3);
  expect(notice.subject).toMatch(/address/i);
  expect(notice.body.text).not.toContain(to);
  expect((await rowsOf(sub)).find(({ sk }) => sk === "PROFILE")).toMatchObject({ email: to, previousEmail: email });
});

it("sends no second welcome mail for a sign-up that is also handed over", async () => {
  const { email, sub } = await signUpConfirmedPerson();
  await invoke("ensureProfile", { userPoolId, userName: sub, clientId, fact: "signed-up", at: Date.now() });
  await quietly();
  expect(await mailsTo(email)).toHaveLength(2);
  expect(await waitUntilSent(sub, 1)).toEqual([["welcome", "SENT"]]);
});

it("sends one notice of a new device for a sign-in that is handed over twice", async () => {
  const { email, sub } = await signUpConfirmedPerson();
  const repair = { userPoolId, userName: sub, clientId, fact: "new-sign-in", at: Date.now() };
  await Promise.all([1, 2].map(() => invoke("ensureProfile", repair)));
  expect((await mailNumber(email, 3)).subject).toMatch(/sign-in/i);
  await quietly();
  expect(await mailsTo(email)).toHaveLength(3);
  expect((await rowsOf(sub)).filter(({ sk }) => sk.startsWith("SIGNIN#"))).toMatchObject([{ newDevice: true }]);
});
