import {
  AdminLinkProviderForUserCommand,
  AdminRemoveUserFromGroupCommand,
  ConfirmForgotPasswordCommand,
  DeleteGroupCommand,
  ForgotPasswordCommand,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { clientId, userPoolId } from "../support/clients.ts";
import { type Federation, startFederation } from "../support/federation.ts";
import { patience } from "../support/patience.ts";
import { newAddress } from "../support/people.ts";

jest.setTimeout(patience.test);

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation(19_729);
});
afterAll(() => federation?.stop(), 30_000);

describe("default groups", () => {
  it("are in the very first token after confirmation", async () => {
    const { email } = await federation.confirmed();
    const { id, access } = await federation.signIn(email);
    expect(id["cognito:groups"]).toEqual(["members", "staff"]);
    expect(access["cognito:groups"]).toEqual(["members", "staff"]);
  });

  it("are a newcomer's from a provider, without those of a domain that only the provider vouches for", async () => {
    const { claims } = await federation.comeFrom({ email: newAddress() });
    expect(claims["cognito:groups"]).toEqual(["members", "social"]);
  });

  it("do not come back with a new password", async () => {
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

  it("that do not exist keep nobody from being confirmed", async () => {
    await federation.cognito.send(new DeleteGroupCommand({ UserPoolId: userPoolId, GroupName: "forgotten" }));
    const { sub } = await federation.confirmed(newAddress().replace("example.com", "gone.example"));
    expect((await federation.user(sub)).UserStatus).toBe("CONFIRMED");
    expect(await federation.groupsOf(sub)).toEqual(["members"]);
  });

  it("that could not be joined in time are joined by ensureProfile, and no others", async () => {
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

  it("links five identities, none of them twice, and none that has signed in", async () => {
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

  it("lists users by pages, and takes no filter that is none", async () => {
    await Promise.all([federation.confirmed(), federation.confirmed(), federation.confirmed()]);
    const { Users: [first] = [], PaginationToken } = await federation.cognito.send(
      new ListUsersCommand({ UserPoolId: userPoolId, Limit: 1 }),
    );
    const { Users: [second] = [] } = await federation.cognito.send(
      new ListUsersCommand({ UserPoolId: userPoolId, Limit: 1, ...(PaginationToken && { PaginationToken }) }),
    );
    expect(second?.Username).not.toBe(first?.Username);
    const filtered = (Filter: string) =>
      federation.cognito.send(new ListUsersCommand({ UserPoolId: userPoolId, Filter }));
    await expect(filtered('email = "a" or email ^= "b"')).rejects.toThrow("Invalid filter");
    await expect(filtered('custom:tenant = "a"')).rejects.toThrow("Invalid search attribute");
    expect((await filtered('email ^= "ada-"')).Users?.length).toBeGreaterThan(2);
  });
});
