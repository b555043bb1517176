import { AsyncLocalStorage } from "node:async_hooks";
import { CognitoError } from "./cognito-error.ts";
import type {
  Attribute,
  Context,
  Delivery,
  MessageSource,
  Metadata,
  Request,
  Services,
  User,
  UserPool,
} from "./library.ts";

/** One API call, with what most targets need. */
export type Call = {
  context: Context;
  request: Request;
  services: Services;
  pool: UserPool;
  user: User | null;
};

type CurrentCall = { target: string; request: Request };
const current = new AsyncLocalStorage<CurrentCall>();

/** Makes the API call available to `work`: the library passes less of the call to triggers than Cognito does. */
export const runWithRequest = <Result>(call: CurrentCall, work: () => Promise<Result>): Promise<Result> =>
  current.run(call, work);
export const getCurrentTarget = (): string | undefined => current.getStore()?.target;
export const getCurrentRequest = (): Request => current.getStore()?.request ?? {};

type Strings = Record<string, string | undefined>;

export const textOf = (request: Request, name: string): string => String(request[name] ?? "");
export const stringsOf = (request: Request, name: string): Strings => (request[name] ?? {}) as Strings;
export const fail = (code: string, message: string): never => {
  throw new CognitoError(code, message);
};

export const attributeOf = (user: User, name: string): string | undefined =>
  user.Attributes.find(({ Name }) => Name === name)?.Value;

export const newUser = (
  given: Pick<User, "Username" | "Password" | "Attributes" | "UserStatus">,
  { services }: Pick<Call, "services">,
): User => {
  const now = services.clock.get();
  return { ...given, Enabled: true, UserCreateDate: now, UserLastModifiedDate: now, RefreshTokens: [] };
};

/** The attributes of a user that the API returns. */
export const describeUser = ({
  Username,
  Attributes,
  Enabled,
  UserStatus,
  UserCreateDate,
  UserLastModifiedDate,
}: User): object => ({ Username, Attributes, Enabled, UserStatus, UserCreateDate, UserLastModifiedDate });

/** Sends a user a message for the current call. */
export const sendMessage = (
  { context, pool, request, services }: Call,
  source: MessageSource,
  { user, code, clientId, delivery }: { user: User; code: string; clientId: string | null; delivery: Delivery },
): Promise<void> => {
  const metadata = request["ClientMetadata"] as Metadata;
  return services.messages.deliver(context, source, clientId, pool.options.Id, user, code, metadata, delivery);
};

/** Email addresses are case-insensitive, as in a pool with CaseSensitive: false. */
const toLowerCase = (text: unknown): unknown =>
  typeof text === "string" && text.includes("@") ? text.toLowerCase() : text;
const lowerUserName = (value: unknown): unknown => {
  const { USERNAME, ...rest } = value as Strings;
  return { ...rest, ...(USERNAME === undefined ? {} : { USERNAME: toLowerCase(USERNAME) }) };
};
const lowerEmail = (attribute: Attribute): unknown =>
  attribute.Name === "email" ? { ...attribute, Value: toLowerCase(attribute.Value) } : attribute;

export const normalizeRequest = (request: Request): Request => ({
  ...request,
  ...(request["Username"] === undefined ? {} : { Username: toLowerCase(request["Username"]) }),
  ...(request["AuthParameters"] ? { AuthParameters: lowerUserName(request["AuthParameters"]) } : {}),
  ...(request["ChallengeResponses"] ? { ChallengeResponses: lowerUserName(request["ChallengeResponses"]) } : {}),
  ...(request["UserAttributes"] ? { UserAttributes: (request["UserAttributes"] as Attribute[]).map(lowerEmail) } : {}),
});

const userNameOf = (request: Request): string =>
  textOf(request, "Username") ||
  (stringsOf(request, "AuthParameters")["USERNAME"] ?? stringsOf(request, "ChallengeResponses")["USERNAME"] ?? "");

export const openCall = async (services: Services, context: Context, request: Request): Promise<Call> => {
  const pool = request["UserPoolId"]
    ? await services.cognito.getUserPool(context, textOf(request, "UserPoolId"))
    : await services.cognito.getUserPoolForClientId(context, textOf(request, "ClientId"));
  const name = userNameOf(request);
  return { context, request, services, pool, user: name === "" ? null : await pool.getUserByUsername(context, name) };
};

type PasswordPolicy = Record<string, number | boolean>;

const maskText = (text: string): string => `${text.slice(0, 1)}***`;

/** Masks an address as the API does: `j***@e***`. */
export const maskDelivery = (delivery: Delivery): Delivery => {
  if (delivery.Destination.includes("***")) return delivery;
  const [name = "", domain] = delivery.Destination.split("@");
  const Destination = domain === undefined ? `+*******${name.slice(-4)}` : `${maskText(name)}@${maskText(domain)}`;
  return { ...delivery, Destination };
};

/** The response for users that do not exist, which does not reveal that there is no account. */
export const pretendDelivery = (request: Request): Record<string, unknown> => ({
  CodeDeliveryDetails: maskDelivery({
    AttributeName: "email",
    DeliveryMedium: "EMAIL",
    Destination: textOf(request, "Username").includes("@") ? textOf(request, "Username") : "someone@example.com",
  }),
});

/** https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html */
export const assertPassword = (pool: UserPool, password: string): void => {
  const policy = ((pool.options["Policies"] as { PasswordPolicy?: PasswordPolicy })?.PasswordPolicy ??
    {}) as PasswordPolicy;
  const rules: [boolean, string][] = [
    [password.length >= Number(policy["MinimumLength"] ?? 8), "Password not long enough"],
    [!policy["RequireUppercase"] || /\p{Lu}/u.test(password), "Password must have uppercase characters"],
    [!policy["RequireLowercase"] || /\p{Ll}/u.test(password), "Password must have lowercase characters"],
    [!policy["RequireNumbers"] || /\d/.test(password), "Password must have numeric characters"],
    [
      !policy["RequireSymbols"] || /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/.test(password),
      "Password must have symbol characters",
    ],
  ];
  const broken = rules.find(([kept]) => !kept);
  if (broken) fail("InvalidPasswordException", `Password did not conform with policy: ${broken[1]}`);
};
