import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminUpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { userPoolId } from "../support/clients.ts";
import { type Federation, type Person, startFederation } from "../support/federation.ts";
import { patience } from "../support/patience.ts";
import { newAddress } from "../support/people.ts";

jest.setTimeout(patience.test);

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation(19_629);
});
afterAll(() => federation?.stop(), 30_000);

describe("somebody with a confirmed account", () => {
  it("signs in through a trusted provider as themselves, the first time and later", async () => {
    const { email, sub } = await federation.confirmed();
    const first = await federation.comeFrom({ email });
    expect(first).toMatchObject({ userName: sub, claims: { sub, "cognito:groups": ["members", "staff"] } });
    const again = await federation.comeFrom({ email, id: first.id });
    expect(again.claims["sub"]).toBe(sub);
    const [user, ...others] = await federation.usersWith(email);
    expect(others).toEqual([]);
    expect(user?.Attributes?.find(({ Name }) => Name === "identities")?.Value).toContain(first.id);
    expect((await federation.signIn(email)).id["sub"]).toBe(sub);
  });

  it.each<[string, Omit<Person, "email">, (email: string) => string]>([
    ["the address in other letters", {}, (email) => email.toUpperCase()],
    ["the provider's name in lower case", { more: { LowerCase: true } }, (email) => email],
    ["a provider and an id with underscores", { provider: "Corp_SSO", id: "a_b_C" }, (email) => email],
  ])("is found by %s", async (_, person, written) => {
    const { email, sub } = await federation.confirmed();
    expect((await federation.comeFrom({ ...person, email: written(email) })).userName).toBe(sub);
  });

  it("signs in at the second attempt where Cognito refuses the first", async () => {
    const { email, sub } = await federation.confirmed();
    const first = await federation.comeFrom({ email, more: { Strict: true } });
    expect(first.message).toBe(`Already found an entry for username Google_${first.id}`);
    expect((await federation.comeFrom({ email, id: first.id })).claims["sub"]).toBe(sub);
  });

  it("is not linked to a second identity of the provider", async () => {
    const { email, sub } = await federation.confirmed();
    expect((await federation.comeFrom({ email })).userName).toBe(sub);
    expect((await federation.comeFrom({ email })).userName).not.toBe(sub);
  });
});

const admin = async (email: string, verified = "true") => {
  const { User } = await federation.cognito.send(
    new AdminCreateUserCommand({
      UserPoolId: userPoolId,
      Username: email,
      UserAttributes: [
        { Name: "email", Value: email },
        { Name: "email_verified", Value: verified },
      ],
      MessageAction: "SUPPRESS",
    }),
  );
  return User?.Username ?? "";
};

it.each<[string, (email: string) => Promise<string>, Partial<Person>]>([
  ["somebody unconfirmed who waits for the owner", (email) => federation.signUp(email), {}],
  ["somebody whom an administrator made", admin, {}],
  [
    "somebody disabled",
    async (email) => {
      const { sub } = await federation.confirmed(email);
      await federation.cognito.send(new AdminDisableUserCommand({ UserPoolId: userPoolId, Username: sub }));
      return sub;
    },
    {},
  ],
  [
    "somebody whose address is not verified",
    async (email) => {
      const { sub } = await federation.confirmed(email);
      await federation.cognito.send(
        new AdminUpdateUserAttributesCommand({
          UserPoolId: userPoolId,
          Username: sub,
          UserAttributes: [
            { Name: "email", Value: email },
            { Name: "email_verified", Value: "false" },
          ],
        }),
      );
      return sub;
    },
    {},
  ],
  [
    "somebody safe, by an unknown provider",
    async (email) => (await federation.confirmed(email)).sub,
    { provider: "Facebook" },
  ],
  [
    "somebody safe, by a look-alike provider",
    async (email) => (await federation.confirmed(email)).sub,
    { provider: "GoogleX" },
  ],
  [
    "somebody safe, when the address is not verified",
    async (email) => (await federation.confirmed(email)).sub,
    { verified: "false" },
  ],
])("%s stays alone: the newcomer is another user", async (_, make, person) => {
  const email = newAddress();
  const sub = await make(email);
  const { userName, claims } = await federation.comeFrom({ email, ...person });
  expect(userName).toMatch(/^(Google|GoogleX|Facebook)_\d+$/);
  expect(claims["sub"]).not.toBe(sub);
  expect((await federation.user(userName)).UserStatus).toBe("EXTERNAL_PROVIDER");
  const { UserAttributes = [] } = await federation.user(sub);
  expect(UserAttributes.filter(({ Name }) => Name === "identities")).toEqual([]);
});
