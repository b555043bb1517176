import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openGroups } from "../../src/aws/groups.ts";
import { openPool } from "../../src/aws/linking.ts";
import { noHurry } from "../support/collect.ts";
import { type HttpStandIn, json, startHttpStandIn } from "../support/http-stand-in.ts";

/** Cognito's response to one operation: a body, or an error by its name. */
type Answer = object | { error: string; message?: string; status?: number } | "nothing";

let server: HttpStandIn;
beforeAll(async () => {
  server = await startHttpStandIn();
  process.env["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"] = server.url;
});
afterAll(() => server.close());

/** Answers Cognito's protocol over HTTP. `calls` lists the operations with their input, in order. */
const cognito = (answer: (operation: string, input: Record<string, unknown>) => Answer) => {
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

const user = (Username: string, more: object = {}) => ({
  Username,
  UserStatus: "CONFIRMED",
  Enabled: true,
  UserCreateDate: 1_700_000_000,
  Attributes: [{ Name: "email", Value: "ada@example.com" }, { Name: "given_name" }],
  ...more,
});
const read = (userName: string, more: object = {}) => ({
  userName,
  status: "CONFIRMED",
  enabled: true,
  attributes: { email: "ada@example.com", given_name: "" },
  ...more,
});

describe("finding users", () => {
  it("asks for each address and reads every page, also after an empty one", async () => {
    const pages: Record<string, object> = {
      "": { Users: [user("a")], PaginationToken: "t1" },
      t1: { Users: [], PaginationToken: "t2" },
      t2: { Users: [user("b", { UserStatus: "EXTERNAL_PROVIDER", Enabled: false })] },
    };
    const { calls } = cognito((_, { PaginationToken }) => pages[String(PaginationToken ?? "")] ?? {});
    const found = await openPool("eu-west-1").findUsers("pool", ["Ada@example.com", "ada@example.com"], noHurry);
    expect(found).toEqual([read("a"), read("b", { status: "EXTERNAL_PROVIDER", enabled: false })]);
    // The SDK asks once more for what has not been answered in time.
    const different = new Set(calls.map((call) => JSON.stringify(call)));
    expect(different.size).toBe(6);
    expect(new Set(calls.map(([operation]) => operation))).toEqual(new Set(["ListUsers"]));
    expect(calls.map(([, input]) => input)).toContainEqual({
      UserPoolId: "pool",
      Filter: 'email = "Ada@example.com"',
      Limit: 60,
    });
  });

  it("takes nothing for granted that an answer lacks", async () => {
    cognito(() => ({ Users: [{}] }));
    expect(await openPool("eu-west-1").findUsers("pool", ["a@b.example"], noHurry)).toEqual([
      { userName: "", status: "", enabled: false, attributes: {} },
    ]);
  });

  it.each([
    ["pages without end", { Users: [], PaginationToken: "more" }, 5],
    ["too many requests, twice", { error: "TooManyRequestsException", status: 429 }, 2],
    ["no permission", { error: "AccessDeniedException" }, 1],
  ])("gives up over %s", async (_, answer, count) => {
    const { calls } = cognito(() => answer);
    await expect(openPool("eu-west-1").findUsers("pool", ["a@b.example"], noHurry)).rejects.toThrow();
    expect(calls).toHaveLength(count);
  });

  it("ends with its signal", async () => {
    cognito(() => "nothing");
    const signal = AbortSignal.timeout(50);
    await expect(openPool("eu-west-1").findUsers("pool", ["a@b.example"], signal)).rejects.toThrow();
  });
});

describe("linking", () => {
  const link = () => openPool("eu-west-1").link("pool", "ada", { provider: "Corp_SSO", userId: "1_0_8" }, noHurry);

  it("names both sides as Cognito wants them", async () => {
    const { calls } = cognito(() => ({}));
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
    "is refused for good by %s",
    async (error) => {
      cognito(() => ({ error }));
      expect(await link()).toBe(false);
    },
  );

  it.each(["NotAuthorizedException", "UserNotFoundException", "InternalErrorException"])(
    "may work later after %s",
    async (error) => {
      cognito(() => ({ error }));
      await expect(link()).rejects.toThrow();
    },
  );
});

describe("a default group", () => {
  const join = () => openGroups("eu-west-1")({ userPoolId: "pool", userName: "ada" }, "members", noHurry);

  it("is joined", async () => {
    const { calls } = cognito(() => ({}));
    expect(await join()).toBe(true);
    expect(calls).toEqual([["AdminAddUserToGroup", { UserPoolId: "pool", Username: "ada", GroupName: "members" }]]);
  });

  it("does not exist", async () => {
    cognito(() => ({ error: "ResourceNotFoundException", message: "Group not found." }));
    expect(await join()).toBe(false);
  });

  it("may be joined later", async () => {
    cognito(() => ({ error: "TooManyRequestsException" }));
    await expect(join()).rejects.toThrow();
  });
});
