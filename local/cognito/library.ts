/** The parts of cognito-local that the suite uses. Its own types do not compile here. */
import type { RequestListener } from "node:http";
import { createRequire } from "node:module";

export type Attribute = { Name: string; Value?: string };
export type User = {
  Attributes: Attribute[];
  Enabled: boolean;
  UserCreateDate: Date;
  UserLastModifiedDate: Date;
  Username: string;
  UserStatus: string;
  Password: string;
  ConfirmationCode?: string | undefined;
  RefreshTokens: string[];
};
export type AppClient = Record<string, unknown> & {
  UserPoolId: string;
  ClientId: string;
  CreationDate: Date;
  AccessTokenValidity?: number;
  IdTokenValidity?: number;
  RefreshTokenValidity?: number;
  PreventUserExistenceErrors?: string;
};
export type PoolOptions = Record<string, unknown> & { Id: string };
export type Context = { logger: Logger };
export type Logger = Record<"debug" | "info" | "warn" | "error" | "trace" | "fatal", (...parts: unknown[]) => void> & {
  child: (bindings: object) => Logger;
};

export type UserPool = {
  options: PoolOptions;
  getUserByUsername: (context: Context, name: string) => Promise<User | null>;
  getGroupByGroupName: (context: Context, name: string) => Promise<object | null>;
  saveGroup: (
    context: Context,
    group: { GroupName: string; CreationDate: Date; LastModifiedDate: Date },
  ) => Promise<void>;
  listUsers: (context: Context) => Promise<readonly User[]>;
  listUserGroupMembership: (context: Context, user: User) => Promise<readonly string[]>;
  saveAppClient: (context: Context, client: AppClient) => Promise<void>;
  saveUser: (context: Context, user: User) => Promise<void>;
  storeRefreshToken: (context: Context, token: string, user: User) => Promise<void>;
  updateOptions: (context: Context, options: PoolOptions) => Promise<void>;
};
export type Cognito = {
  createUserPool: (context: Context, options: PoolOptions) => Promise<PoolOptions>;
  getAppClient: (context: Context, clientId: string) => Promise<AppClient | null>;
  getUserPool: (context: Context, id: string) => Promise<UserPool>;
  getUserPoolForClientId: (context: Context, clientId: string) => Promise<UserPool>;
  listUserPools: (context: Context) => Promise<readonly PoolOptions[]>;
};
export type DataStore = {
  delete: (context: Context, key: string | string[]) => Promise<void>;
  get: (context: Context, key: string | string[], otherwise?: unknown) => Promise<unknown>;
  getRoot: (context: Context) => Promise<unknown>;
  set: (context: Context, key: string | string[], value: unknown) => Promise<void>;
};
export type DataStoreFactory = { create: (context: Context, id: string, defaults: object) => Promise<DataStore> };
type Clock = { get: () => Date };

export type MessageSource =
  | "AdminCreateUser"
  | "Authentication"
  | "ForgotPassword"
  | "ResendCode"
  | "SignUp"
  | "UpdateUserAttribute"
  | "VerifyUserAttribute";
export type Delivery = { AttributeName: string; DeliveryMedium: "EMAIL" | "SMS"; Destination: string };
export type Metadata = Record<string, string> | undefined;

type TriggerInput = {
  clientId: string | null;
  clientMetadata: Metadata;
  source: string;
  userAttributes: Attribute[];
  username: string;
  userPoolId: string;
};
export type Triggers = {
  enabled: (trigger: string) => boolean;
  postAuthentication: (context: Context, input: TriggerInput) => Promise<void>;
  postConfirmation: (context: Context, input: TriggerInput) => Promise<void>;
  preSignUp: (context: Context, input: TriggerInput) => Promise<unknown>;
};
export type Tokens = { AccessToken: string; IdToken: string; RefreshToken: string };
export type Services = {
  clock: Clock;
  cognito: Cognito;
  config: object;
  messages: {
    deliver: (
      context: Context,
      source: MessageSource,
      clientId: string | null,
      userPoolId: string,
      user: User,
      code: string,
      clientMetadata: Metadata,
      delivery: Delivery,
    ) => Promise<void>;
  };
  otp: () => string;
  tokenGenerator: {
    generate: (
      context: Context,
      user: User,
      groups: readonly string[],
      client: AppClient,
      clientMetadata: Metadata,
      source: string,
    ) => Promise<Tokens>;
  };
  triggers: Triggers;
};

export type Request = Record<string, unknown>;
export type Route = (context: Context, request: Request) => Promise<Record<string, unknown>>;
export type Router = (target: string) => Route;

type Library = {
  Router: (services: Services) => Router;
  createServer: (
    router: Router,
    logger: unknown,
    options: object,
    services: Services,
  ) => { application: RequestListener };
  CognitoServiceFactoryImpl: new (
    folder: string,
    stores: DataStoreFactory,
    pools: object,
  ) => { create: (context: Context, defaults: object) => Promise<Cognito> };
  UserPoolServiceFactoryImpl: new (clock: Clock, stores: DataStoreFactory) => object;
  privateKey: { pem: string };
};

const load = createRequire(import.meta.url);

// The package's entry point would load all of AWS SDK 2.
export const { Router, createServer, CognitoServiceFactoryImpl, UserPoolServiceFactoryImpl, privateKey } = {
  ...load("cognito-local/lib/server/Router.js"),
  ...load("cognito-local/lib/server/server.js"),
  ...load("cognito-local/lib/services/cognitoService.js"),
  ...load("cognito-local/lib/services/userPoolService.js"),
  privateKey: load("cognito-local/lib/keys/cognitoLocal.private.json"),
} as Library;
