import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminLinkProviderForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  DeleteGroupCommand,
  ForgotPasswordCommand,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { clientId, userPoolId } from "../support/clients.ts";
import { type Federation, type Person, startFederation } from "../support/federation.ts";
import { patience } from "../support/patience.ts";
import { newAddress } from "../support/people.ts";

jest.setTimeout(patience.test);

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation(19_629);
});
afterAll(() => federation?.stop(), 30_000);

describe("a user with a confirmed account", () => {
  it("signs in to it through a trusted provider, the first time and later", async () => {
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
    ["the address in upper case", {}, (email) => email.toUpperCase()],
    ["the provider's name in lower case", { more: { LowerCase: true } }, (email) => email],
    ["a provider and an id with underscores", { provider: "Corp_SSO", id: "a_b_C" }, (email) => email],
  ])("is found by %s", async (_, person, written) => {
    const { email, sub } = await federation.confirmed();
    expect((await federation.comeFrom({ ...person, email: written(email) })).userName).toBe(sub);
  });

  it("signs in at the second attempt if Cognito refuses the first", async () => {
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

const createAsAdmin = async (email: string, verified = "true") => {
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
  ["an unconfirmed account", (email) => federation.signUp(email), {}],
  ["an account created by an administrator", createAsAdmin, {}],
  [
    "a disabled account",
    async (email) => {
      const { sub } = await federation.confirmed(email);
      await federation.cognito.send(new AdminDisableUserCommand({ UserPoolId: userPoolId, Username: sub }));
      return sub;
    },
    {},
  ],
  [
    "an account with an unverified address",
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
    "a safe account to an unknown provider",
    async (email) => (await federation.confirmed(email)).sub,
    { provider: "Facebook" },
  ],
  [
    "a safe account to a look-alike provider",
    async (email) => (await federation.confirmed(email)).sub,
    { provider: "GoogleX" },
  ],
  [
    "a safe account to an identity with an unverified address",
    async (email) => (await federation.confirmed(email)).sub,
    { verified: "false" },
  ],
])("does not link %s, and creates another user", async (_, make, person) => {
  const email = newAddress();
  const sub = await make(email);
  const { userName, claims } = await federation.comeFrom({ email, ...person });
  expect(userName).toMatch(/^(Google|GoogleX|Facebook)_\d+$/);
  expect(claims["sub"]).not.toBe(sub);
  expect((await federation.user(userName)).UserStatus).toBe("EXTERNAL_PROVIDER");
  const { UserAttributes = [] } = await federation.user(sub);
  expect(UserAttributes.filter(({ Name }) => Name === "identities")).toEqual([]);
});

describe("default groups", () => {
  it("are in the first token after confirmation", async () => {
    const { email } = await federation.confirmed();
    const { id, access } = await federation.signIn(email);
    expect(id["cognito:groups"]).toEqual(["members", "staff"]);
    expect(access["cognito:groups"]).toEqual(["members", "staff"]);
  });

  it("apply to a new user of a provider, except those of a domain that only the provider has verified", async () => {
    const { claims } = await federation.comeFrom({ email: newAddress() });
    expect(claims["cognito:groups"]).toEqual(["members", "social"]);
  });

  it("do not come back after a password reset", async () => {
    const { email, sub } = await federation.confirmed();
    await federation.cognito.send(
      new AdminRemoveUserFromGroupCommand({ UserPoolId: userPoolId, Username: sub, GroupName: "staff" }),
    );
    await federation.cognito.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email }));
    await federation.cognito.send(
      new ConfirmForgotPasswordCommand({
        ClientId: clientId,
        Username: email,
        ConfirmationCode: await federation.lastCode(email, 2),
        Password: "Another-horse-8",
      }),
    );
    expect(await federation.groupsOf(sub)).toEqual(["members"]);
  });

  it("do not block a confirmation if one does not exist", async () => {
    await federation.cognito.send(new DeleteGroupCommand({ UserPoolId: userPoolId, GroupName: "forgotten" }));
    const { sub } = await federation.confirmed(newAddress().replace("example.com", "gone.example"));
    expect((await federation.user(sub)).UserStatus).toBe("CONFIRMED");
    expect(await federation.groupsOf(sub)).toEqual(["members"]);
  });

  it("are added by ensureProfile if the trigger ran out of time, and no others", async () => {
    const sub = await federation.signUp(newAddress());
    const repair = {
      userPoolId,
      userName: sub,
      clientId,
      fact: "signed-up",
      at: Date.now(),
      groups: ["members", "social", "administrators"],
    };
    await federation.lambda.send(
      new InvokeCommand({
        FunctionName: "cognito-trigger-suite-local-ensureProfile",
        Payload: JSON.stringify(repair),
      }),
    );
    expect(await federation.groupsOf(sub)).toEqual(["members", "social"]);
  });
});

describe("the local pool", () => {
  const link = (userName: string, ProviderAttributeValue: string, ProviderName = "Google") =>
    federation.cognito.send(
      new AdminLinkProviderForUserCommand({
        UserPoolId: userPoolId,
        DestinationUser: { ProviderName: "Cognito", ProviderAttributeValue: userName },
        SourceUser: { ProviderName, ProviderAttributeName: "Cognito_Subject", ProviderAttributeValue },
      }),
    );

  it("links five identities, each once, and none that has already signed in", async () => {
    const [one, other] = [await federation.confirmed(), await federation.confirmed()];
    const external = await federation.comeFrom({ email: newAddress() });
    for (const id of [1, 2, 3, 4, 5]) await link(one.sub, `${one.sub}-${id}`, `Provider${id}`);
    await expect(link(one.sub, "6")).rejects.toThrow("limit of 5");
    await expect(link(one.sub, `${one.sub}-1`, "Provider1")).rejects.toThrow("already linked to DestinationUser");
    await expect(link(other.sub, `${one.sub}-1`, "Provider1")).rejects.toThrow("already linked to another user");
    await expect(link(other.sub, external.id)).rejects.toThrow("Merging is not currently supported");
    await expect(link("nobody", "7")).rejects.toThrow("User does not exist");
    await expect(link(other.sub, "8", "Cognito")).rejects.toThrow("Invalid SourceUser");
  });

  it("lists users in pages, and rejects an invalid filter", async () => {
    await Promise.all([federation.confirmed(), federation.confirmed(), federation.confirmed()]);
    const { Users: [first] = [], PaginationToken } = await federation.cognito.send(
      new ListUsersCommand({ UserPoolId: userPoolId, Limit: 1 }),
    );
    const { Users: [second] = [] } = await federation.cognito.send(
      new ListUsersCommand({ UserPoolId: userPoolId, Limit: 1, ...(PaginationToken && { PaginationToken }) }),
    );
    expect(second?.Username).not.toBe(first?.Username);
    const listWith = (Filter: string) =>
      federation.cognito.send(new ListUsersCommand({ UserPoolId: userPoolId, Filter }));
    await expect(listWith('email = "a" or email ^= "b"')).rejects.toThrow("Invalid filter");
    await expect(listWith('custom:tenant = "a"')).rejects.toThrow("Invalid search attribute");
    expect((await listWith('email ^= "ada-"')).Users?.length).toBeGreaterThan(2);
  });
});
