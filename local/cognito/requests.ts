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

/** One API call with what most targets ask for first. */
export type Call = {
  context: Context;
  request: Request;
  services: Services;
  pool: UserPool;
  user: User | null;
};

type Current = { target: string; request: Request };
const current = new AsyncLocalStorage<Current>();

/** Runs work that can ask which API call it is part of: the library hands triggers less of the call than Cognito does. */
export const duringRequest = <Result>(call: Current, work: () => Promise<Result>): Promise<Result> =>
  current.run(call, work);
export const currentTarget = (): string | undefined => current.getStore()?.target;
export const currentRequest = (): Request => current.getStore()?.request ?? {};

type Strings = Record<string, string | undefined>;

export const textOf = (request: Request, name: string): string => String(request[name] ?? "");
export const stringsOf = (request: Request, name: string): Strings => (request[name] ?? {}) as Strings;
export const fail = (code: string, message: string): never => {
  throw new CognitoError(code, message);
};

export const attributeOf = (user: User, name: string): string | undefined =>
  user.Attributes.find(({ Name }) => Name === name)?.Value;

/** A user as the pool keeps them. */
export const newUser = (
  given: Pick<User, "Username" | "Password" | "Attributes" | "UserStatus">,
  { services }: Pick<Call, "services">,
): User => {
  const now = services.clock.get();
  return { ...given, Enabled: true, UserCreateDate: now, UserLastModifiedDate: now, RefreshTokens: [] };
};

/** What the API tells of a user. */
export const describeUser = ({
  Username,
  Attributes,
  Enabled,
  UserStatus,
  UserCreateDate,
  UserLastModifiedDate,
}: User): object => ({ Username, Attributes, Enabled, UserStatus, UserCreateDate, UserLastModifiedDate });

/** Sends a user a message of the call that this is. */
export const sendMessage = (
  { context, pool, request, services }: Call,
  source: MessageSource,
  { user, code, clientId, delivery }: { user: User; code: string; clientId: string | null; delivery: Delivery },
): Promise<void> => {
  const metadata = request["ClientMetadata"] as Metadata;
  return services.messages.deliver(context, source, clientId, pool.options.Id, user, code, metadata, delivery);
};

/** Addresses are compared without case, as in a pool with CaseSensitive: false. */
const lower = (text: unknown): unknown => (typeof text === "string" && text.includes("@") ? text.toLowerCase() : text);
const lowerName = (value: unknown): unknown => {
  const { USERNAME, ...rest } = value as Strings;
  return { ...rest, ...(USERNAME === undefined ? {} : { USERNAME: lower(USERNAME) }) };
};
const lowerEmail = (attribute: Attribute): unknown =>
  attribute.Name === "email" ? { ...attribute, Value: lower(attribute.Value) } : attribute;

export const normalise = (request: Request): Request => ({
  ...request,
  ...(request["Username"] === undefined ? {} : { Username: lower(request["Username"]) }),
  ...(request["AuthParameters"] ? { AuthParameters: lowerName(request["AuthParameters"]) } : {}),
  ...(request["ChallengeResponses"] ? { ChallengeResponses: lowerName(request["ChallengeResponses"]) } : {}),
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

const mask = (text: string): string => `${text.slice(0, 1)}***`;

/** What the API tells about an address: `j***@e***`. */
export const maskDelivery = (delivery: Delivery): Delivery => {
  if (delivery.Destination.includes("***")) return delivery;
  const [name = "", domain] = delivery.Destination.split("@");
  const Destination = domain === undefined ? `+*******${name.slice(-4)}` : `${mask(name)}@${mask(domain)}`;
  return { ...delivery, Destination };
};

/** What is told about users that do not exist, so that nobody can find out who has an account. */
export const pretendedDelivery = (request: Request): Record<string, unknown> => ({
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
