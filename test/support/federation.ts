import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { root } from "../../schema/folder.ts";
import { clientId, eventually, type ReceivedMail, readCode, userPoolId } from "./clients.ts";
import { newAddress, password } from "./people.ts";
import { runStack, urlsFrom } from "./stack.ts";

const settings = { region: "eu-west-1", credentials: { accessKeyId: "local", secretAccessKey: "local" } };

/** Settings with linking and default groups. */
const suite = `
import suite from ${JSON.stringify(join(root, "suite.config.ts"))};
export default {
  ...suite,
  linking: { trustedProviders: ["Google", "Corp_SSO"] },
  groups: [
    { group: "members" },
    { group: "staff", domain: "example.com" },
    { group: "social", provider: "Google" },
    { group: "forgotten", domain: "gone.example" },
  ],
};
`;

/** A user who comes from an identity provider. */
export type Person = { provider?: string; id?: string; email: string; verified?: string; more?: object };

/** The claims of a token, without verification. */
export const claimsOf = (token = ""): Record<string, unknown> =>
  token === "" ? {} : JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

let ids = 0;

/** The input of a sign-up besides address and password. */
export type SignUp = { client?: string; attributes?: Record<string, string>; validation?: Record<string, string> };

const pairs = (values: Record<string, string>) => Object.entries(values).map(([Name, Value]) => ({ Name, Value }));

/** Starts a stack on five ports from the first, with linking and default groups unless a folder has other settings. */
export const startFederation = async (firstPort: number, given?: string) => {
  const urls = urlsFrom(firstPort);
  const cognito = new CognitoIdentityProviderClient({ ...settings, endpoint: urls.cognito });
  const folder = await mkdtemp(join(tmpdir(), "federation-"));
  const config = join(folder, "settings");
  await mkdir(config);
  await writeFile(join(config, "suite.config.ts"), suite);
  process.env["SUITE_CONFIG"] = given ?? config;
  const stack = await runStack(firstPort, join(folder, "state"), ["--fresh"]);
  delete process.env["SUITE_CONFIG"];
  if (stack.child.exitCode !== null) throw new Error(stack.output());

  const lastCode = (address: string, count: number): Promise<string> =>
    eventually(async () => {
      const { emails } = (await (await fetch(`${urls.inbox}/store`)).json()) as { emails: ReceivedMail[] };
      const mails = emails
        .filter(({ destination }) => destination.to.includes(address))
        .filter((mail) => readCode(mail));
      return mails.length >= count ? readCode(mails[count - 1] as ReceivedMail) : undefined;
    });
  const signUp = async (email: string, { client, attributes, validation }: SignUp = {}): Promise<string> => {
    const { UserSub = "" } = await cognito.send(
      new SignUpCommand({
        ClientId: client ?? clientId,
        Username: email,
        Password: password,
        UserAttributes: pairs({ email, ...attributes }),
        ...(validation && { ValidationData: pairs(validation) }),
      }),
    );
    return UserSub;
  };
  return {
    cognito,
    urls,
    lambda: new LambdaClient({ ...settings, endpoint: urls.lambda }),
    /** The nth code that was sent to an address. */
    lastCode,
    signUp,
    /** A confirmed user with a password. */
    confirmed: async (email = newAddress(), more: SignUp = {}) => {
      const sub = await signUp(email, more);
      await cognito.send(
        new ConfirmSignUpCommand({ ClientId: clientId, Username: email, ConfirmationCode: await lastCode(email, 1) }),
      );
      return { email, sub };
    },
    /** The claims of both tokens after a sign-in with a password. */
    signIn: async (email: string) => {
      const { AuthenticationResult } = await cognito.send(
        new InitiateAuthCommand({
          ClientId: clientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: email, PASSWORD: password },
        }),
      );
      return { id: claimsOf(AuthenticationResult?.IdToken), access: claimsOf(AuthenticationResult?.AccessToken) };
    },
    /** Signs in as managed login does after the redirect from a provider. */
    comeFrom: async ({
      provider = "Google",
      id = `${process.pid}${++ids}`,
      email,
      verified = "true",
      more,
    }: Person) => {
      const response = await fetch(urls.cognito, {
        method: "POST",
        headers: {
          "x-amz-target": "AWSCognitoIdentityProviderService.FederatedSignIn",
          "content-type": "application/x-amz-json-1.1",
        },
        body: JSON.stringify({
          ClientId: clientId,
          ProviderName: provider,
          ProviderUserId: id,
          Attributes: { email, email_verified: verified },
          ...more,
        }),
      });
      const body = (await response.json()) as {
        Username: string;
        message?: string;
        AuthenticationResult?: { IdToken: string };
      };
      const claims = claimsOf(body.AuthenticationResult?.IdToken);
      return { id, userName: body.Username, message: body.message, claims };
    },
    user: (Username: string) => cognito.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username })),
    usersWith: async (email: string) =>
      (await cognito.send(new ListUsersCommand({ UserPoolId: userPoolId, Filter: `email = "${email}"` }))).Users ?? [],
    groupsOf: async (Username: string) => {
      const { Groups = [] } = await cognito.send(
        new AdminListGroupsForUserCommand({ UserPoolId: userPoolId, Username }),
      );
      return Groups.map(({ GroupName }) => GroupName);
    },
    stop: async () => {
      await stack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export type Federation = Awaited<ReturnType<typeof startFederation>>;
