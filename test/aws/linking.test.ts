import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addToGroup } from "../../src/aws/groups.ts";
import { openPool } from "../../src/aws/linking.ts";
import { noHurry } from "../support/collect.ts";
import { type HttpStandIn, json, startHttpStandIn } from "../support/http-stand-in.ts";

/** Cognito's response to one operation: a body, the name of an error, or no response. */
type Answer = object | { error: string; message?: string; status?: number } | "nothing";

let server: HttpStandIn;
beforeAll(async () => {
  server = await startHttpStandIn();
  process.env["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"] = server.url;
});
afterAll(() => server.close());

/** Answers Cognito's protocol over HTTP. `calls` lists the operations with their input, in order. */
const fakeCognito = (answer: (operation: string, input: Record<string, unknown>) => Answer) => {
  const calls: Array<[operation: string, input: Record<string, unknown>]> = [];
  server.answerWith((response, { headers, body: text }) => {
    const operation = String(headers["x-amz-target"]).split(".")[1] ?? "";
    const input = JSON.parse(text);
    calls.push([operation, input]);
    const body = answer(operation, input);
    if (body === "nothing") return;
    const { error, message = "", status = 400 } = body as { error?: string; message?: string; status?: number };
    json(error ? { __type: error, message } : body, error ? status : 200)(response, {} as never);
  });
  return { calls };
};

const createUser = (Username: string, more: object = {}) => ({
  Username,
  UserStatus: "CONFIRMED",
  Enabled: true,
  UserCreateDate: 1_700_000_000,
  Attributes: [{ Name: "email", Value: "ada@example.com" }, { Name: "given_name" }],
  ...more,
});
const expectedUser = (userName: string, more: object = {}) => ({
  userName,
  status: "CONFIRMED",
  enabled: true,
  attributes: { email: "ada@example.com", given_name: "" },
  ...more,
});

describe("findUsers", () => {
  it("queries each address and reads every page, even after an empty one", async () => {
    const pages: Record<string, object> = {
      "": { Users: [createUser("a")], PaginationToken: "t1" },
      t1: { Users: [], PaginationToken: "t2" },
      t2: { Users: [createUser("b", { UserStatus: "EXTERNAL_PROVIDER", Enabled: false })] },
    };
    const { calls } = fakeCognito((_, { PaginationToken }) => pages[String(PaginationToken ?? "")] ?? {});
    const found = await openPool("eu-west-1").findUsers("pool", ["Ada@example.com", "ada@example.com"], noHurry);
    expect(found).toEqual([expectedUser("a"), expectedUser("b", { status: "EXTERNAL_PROVIDER", enabled: false })]);
    // The SDK retries a request that times out.
    const different = new Set(calls.map((call) => JSON.stringify(call)));
    expect(different.size).toBe(6);
    expect(new Set(calls.map(([operation]) => operation))).toEqual(new Set(["ListUsers"]));
    expect(calls.map(([, input]) => input)).toContainEqual({
      UserPoolId: "pool",
      Filter: 'email = "Ada@example.com"',
      Limit: 60,
    });
  });

  it("accepts a user with missing fields", async () => {
    fakeCognito(() => ({ Users: [{}] }));
    expect(await openPool("eu-west-1").findUsers("pool", ["a@b.example"], noHurry)).toEqual([
      { userName: "", status: "", enabled: false, attributes: {} },
    ]);
  });

  it.each([
    ["endless pages", { Users: [], PaginationToken: "more" }, 5],
    ["too many requests, twice", { error: "TooManyRequestsException", status: 429 }, 2],
    ["missing permission", { error: "AccessDeniedException" }, 1],
  ])("gives up after %s", async (_, answer, count) => {
    const { calls } = fakeCognito(() => answer);
    await expect(openPool("eu-west-1").findUsers("pool", ["a@b.example"], noHurry)).rejects.toThrow();
    expect(calls).toHaveLength(count);
  });

  it("stops when its signal aborts", async () => {
    fakeCognito(() => "nothing");
    const signal = AbortSignal.timeout(50);
    await expect(openPool("eu-west-1").findUsers("pool", ["a@b.example"], signal)).rejects.toThrow();
  });
});

describe("link", () => {
  const link = () => openPool("eu-west-1").link("pool", "ada", { provider: "Corp_SSO", userId: "1_0_8" }, noHurry);

  it("sends both users in Cognito's format", async () => {
    const { calls } = fakeCognito(() => ({}));
    expect(await link()).toBe(true);
    expect(calls).toEqual([
      [
        "AdminLinkProviderForUser",
        {
          UserPoolId: "pool",
          DestinationUser: { ProviderName: "Cognito", ProviderAttributeValue: "ada" },
          SourceUser: {
            ProviderName: "Corp_SSO",
            ProviderAttributeName: "Cognito_Subject",
            ProviderAttributeValue: "1_0_8",
          },
        },
      ],
    ]);
  });

  it.each(["InvalidParameterException", "AliasExistsException", "LimitExceededException"])(
    "returns false after %s",
    async (error) => {
      fakeCognito(() => ({ error }));
      expect(await link()).toBe(false);
    },
  );

  it.each(["NotAuthorizedException", "UserNotFoundException", "InternalErrorException"])(
    "rejects after %s, so that a retry may work",
    async (error) => {
      fakeCognito(() => ({ error }));
      await expect(link()).rejects.toThrow();
    },
  );
});

describe("addToGroup", () => {
  const join = () => addToGroup("eu-west-1")({ userPoolId: "pool", userName: "ada" }, "members", noHurry);

  it("adds the user to the group", async () => {
    const { calls } = fakeCognito(() => ({}));
    expect(await join()).toBe(true);
    expect(calls).toEqual([["AdminAddUserToGroup", { UserPoolId: "pool", Username: "ada", GroupName: "members" }]]);
  });

  it("returns false if the group does not exist", async () => {
    fakeCognito(() => ({ error: "ResourceNotFoundException", message: "Group not found." }));
    expect(await join()).toBe(false);
  });

  it("rejects after another error, so that a retry may work", async () => {
    fakeCognito(() => ({ error: "TooManyRequestsException" }));
    await expect(join()).rejects.toThrow();
  });
});
