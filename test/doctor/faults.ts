import { functionOf, triggersOf } from "../../scripts/doctor/relations.ts";
import { isObject, type Named, type Properties, resourcesOf, type Template } from "../../scripts/doctor/template.ts";

type Change = (template: Template) => void;
/** One thing that goes wrong with a good template, and the rule that has to say so. */
export type Fault = { fault: string; rule: string; change: Change };

const pool = "AWS::Cognito::UserPool";
const client = "AWS::Cognito::UserPoolClient";
const lambda = "AWS::Lambda::Function";
const role = "AWS::IAM::Role";
const table = "AWS::DynamoDB::Table";
const mapping = "AWS::Lambda::EventSourceMapping";
const set = "AWS::SES::ConfigurationSet";
const destination = "AWS::SES::ConfigurationSetEventDestination";

const found = <Value>(what: string, value: Value | undefined): Value => {
  if (value === undefined) throw new Error(`The template has no ${what}.`);
  return value;
};

/** The first resource of a type that is as wished, with properties that can be changed. */
const first = (template: Template, type: string, isWished: (one: Named) => boolean = () => true): Named => {
  const one = found(type, resourcesOf(template, type).find(isWished));
  one.resource.Properties ??= {};
  return { ...one, properties: one.resource.Properties };
};

const put = (target: Properties, path: string, value: unknown): void => {
  const keys = path.split(".");
  const last = found("key", keys.pop());
  let inner = target;
  for (const key of keys) {
    if (!isObject(inner[key])) inner[key] = {};
    inner = inner[key] as Properties;
  }
  if (value === undefined) delete inner[last];
  else inner[last] = value;
};

const edit =
  (type: string, path: string, value: unknown, isWished?: (one: Named) => boolean): Change =>
  (template) =>
    put(first(template, type, isWished).properties, path, value);

const editResource =
  (type: string, changes: Properties): Change =>
  (template) => {
    Object.assign(first(template, type).resource, changes);
  };

/** A further resource; where it belongs to the pool, that is the template's own, whatever its logical id. */
const add =
  (id: string, Type: string, properties: Properties): Change =>
  (template) => {
    const own = "UserPoolId" in properties && { UserPoolId: { Ref: first(template, pool).id } };
    template.Resources[id] = { Type, Properties: { ...properties, ...own } };
  };

const both =
  (...changes: Change[]): Change =>
  (template) => {
    for (const change of changes) change(template);
  };

const schema =
  (attribute: Properties): Change =>
  (template) => {
    const { properties } = first(template, pool);
    properties["Schema"] = [...((properties["Schema"] ?? []) as unknown[]), attribute];
  };

const recovers = (...names: string[]): Change =>
  edit(
    pool,
    "AccountRecoverySetting.RecoveryMechanisms",
    names.map((Name, at) => ({ Name, Priority: at + 1 })),
  );

/** The function that a pool calls as a trigger. */
const trigger = (template: Template, name: string): Named => {
  const wired = triggersOf(first(template, pool)).find((one) => one.name === name);
  return found(name, functionOf(template, wired?.value));
};

const ofTrigger =
  (name: string, path: string, value: unknown): Change =>
  (template) =>
    put(trigger(template, name).properties, path, value);

const isCognitos = ({ properties }: Named) => properties["Principal"] === "cognito-idp.amazonaws.com";
const ofPermission = (path: string, value: unknown) => edit("AWS::Lambda::Permission", path, value, isCognitos);

const statementOf = (template: Template, isWished: (statement: Properties) => boolean): Properties => {
  for (const { properties } of resourcesOf(template, role))
    for (const { PolicyDocument } of (properties["Policies"] ?? []) as {
      PolicyDocument: { Statement: Properties[] };
    }[])
      for (const statement of PolicyDocument.Statement) if (isWished(statement)) return statement;
  throw new Error("The template has no such statement.");
};

const allows = (action: string) => (statement: Properties) =>
  JSON.stringify(statement["Action"]).includes(`"${action}"`);
const onTable = allows("dynamodb:UpdateItem");

const ofStatement =
  (isWished: (statement: Properties) => boolean, changes: Properties): Change =>
  (template) => {
    Object.assign(statementOf(template, isWished), changes);
  };

const people = {
  ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
  PreventUserExistenceErrors: "ENABLED",
  WriteAttributes: ["name"],
};
const clientOf = (template: Template, properties: Properties): Properties => ({
  UserPoolId: { Ref: first(template, pool).id },
  ...properties,
});
const addClient =
  (properties: Properties): Change =>
  (template) =>
    add("AddedClient", client, clientOf(template, properties))(template);

const machine = {
  GenerateSecret: true,
  AllowedOAuthFlows: ["client_credentials"],
  ExplicitAuthFlows: [],
  AllowedOAuthFlowsUserPoolClient: true,
};

const guestsRole = (condition: Properties) => ({
  AssumeRolePolicyDocument: {
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: condition,
      },
    ],
  },
});

const openPolicy = { Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" }] };

/** So that nobody's key stands in a file that is read for keys. */
const drawn = ["wJalrXUtnFEMI", "K7MDENG", "bPxRfiCYzEXAMPLE9K3Y"].join("/");
const accessKey = `AKIA${"IOSFODNN7EXAMPLE"}`;

const fault = (rule: string, name: string, change: Change): Fault => ({ rule, fault: name, change });

const triggers = [
  ...["PreSignUp", "CustomMessage", "PostConfirmation", "PostAuthentication", "PreTokenGenerationConfig"].map((name) =>
    fault("trigger-missing", `${name} is not wired`, edit(pool, `LambdaConfig.${name}`, undefined)),
  ),
  fault(
    "trigger-target",
    "a trigger is a function of another stack",
    edit(pool, "LambdaConfig.PreSignUp", "arn:aws:lambda:eu-west-1:123456789012:function:gone"),
  ),
  fault("trigger-target", "a trigger is no function", (template) =>
    edit(pool, "LambdaConfig.PreSignUp", { "Fn::GetAtt": [first(template, table).id, "Arn"] })(template),
  ),
  fault("trigger-timeout", "a trigger may run 6 s", ofTrigger("PostConfirmation", "Timeout", 6)),
  fault("token-trigger-twice", "PreTokenGeneration is wired in both ways", (template) =>
    edit(pool, "LambdaConfig.PreTokenGeneration", {
      "Fn::GetAtt": [trigger(template, "PreTokenGenerationConfig").id, "Arn"],
    })(template),
  ),
  fault(
    "token-trigger-version",
    "the version is written V2",
    edit(pool, "LambdaConfig.PreTokenGenerationConfig.LambdaVersion", "V2"),
  ),
  fault("token-trigger-tier", "version 2 on the LITE plan", edit(pool, "UserPoolTier", "LITE")),
  fault(
    "token-trigger-machines",
    "a machine's tokens with version 2",
    both(
      edit(pool, "LambdaConfig.PreTokenGenerationConfig.LambdaVersion", "V2_0"),
      addClient({ ...machine, AllowedOAuthScopes: ["api/read"] }),
    ),
  ),
  fault("custom-sender-key", "a custom sender without a key", (template) =>
    edit(pool, "LambdaConfig.CustomEmailSender", {
      LambdaArn: { "Fn::GetAtt": [trigger(template, "PreSignUp").id, "Arn"] },
      LambdaVersion: "V1_0",
    })(template),
  ),
];

const permissions = [
  fault("trigger-permission", "a permission is gone", (template) => {
    delete template.Resources[first(template, "AWS::Lambda::Permission", isCognitos).id];
  }),
  fault(
    "trigger-permission",
    "a permission is for another service",
    ofPermission("Principal", "cognito.amazonaws.com"),
  ),
  fault("trigger-permission", "a permission allows another action", ofPermission("Action", "lambda:GetFunction")),
  fault("permission-source-arn", "any pool may call", ofPermission("SourceArn", undefined)),
  fault(
    "permission-source-arn",
    "all pools of the account may call",
    ofPermission("SourceArn", { "Fn::Sub": "arn:aws:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/*" }),
  ),
  fault("permission-source-account", "SourceAccount is missing", ofPermission("SourceAccount", undefined)),
  fault(
    "permission-source-account",
    "SourceAccount is a region",
    ofPermission("SourceAccount", { Ref: "AWS::Region" }),
  ),
  fault("permission-target", "a permission is of no function", ofPermission("FunctionName", "somebody-elses")),
  fault("principal-everyone", "everybody may call a function", ofPermission("Principal", "*")),
  fault(
    "existing-pool-helper",
    "the helper for an existing pool",
    add("PreSignupCustomCognitoUserPool1", "Custom::CognitoUserPool", { UserPoolName: "theirs" }),
  ),
];

const pools = [
  fault(
    "pool-sender",
    "Cognito's own account sends",
    edit(pool, "EmailConfiguration.EmailSendingAccount", "COGNITO_DEFAULT"),
  ),
  fault("pool-sender", "no identity is named", edit(pool, "EmailConfiguration.SourceArn", undefined)),
  fault(
    "pool-sender-region",
    "the identity is in a region that Cognito cannot use",
    edit(pool, "EmailConfiguration.SourceArn", "arn:aws:ses:eu-north-1:123456789012:identity/mail.example.com"),
  ),
  fault(
    "pool-sender-region",
    "the identity is only a domain",
    edit(pool, "EmailConfiguration.SourceArn", "mail.example.com"),
  ),
  fault(
    "pool-code-mode",
    "links instead of codes",
    edit(pool, "VerificationMessageTemplate.DefaultEmailOption", "CONFIRM_WITH_LINK"),
  ),
  fault("pool-case", "names are case-sensitive", edit(pool, "UsernameConfiguration.CaseSensitive", true)),
  fault("pool-case", "names are case-sensitive by default", edit(pool, "UsernameConfiguration", undefined)),
  fault("pool-attribute-update", "a new address counts at once", edit(pool, "UserAttributeUpdateSettings", undefined)),
  fault("pool-kept", "the pool can be deleted", edit(pool, "DeletionProtection", "INACTIVE")),
  fault("pool-kept", "the pool goes with the stack", editResource(pool, { DeletionPolicy: "Delete" })),
  fault("pool-kept", "the pool goes with its replacement", editResource(pool, { UpdateReplacePolicy: undefined })),
  fault(
    "pool-sms",
    "MFA by SMS without a role",
    both(
      edit(pool, "MfaConfiguration", "ON"),
      edit(pool, "EnabledMfas", ["SMS_MFA"]),
      edit(pool, "SmsConfiguration", undefined),
    ),
  ),
  fault(
    "pool-sms",
    "numbers verified without a role",
    both(
      edit(pool, "AutoVerifiedAttributes", ["phone_number"]),
      edit(pool, "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate", ["phone_number"]),
    ),
  ),
  fault("pool-tier", "threat protection on ESSENTIALS", edit(pool, "UserPoolAddOns.AdvancedSecurityMode", "ENFORCED")),
  fault("pool-names", "second names beside first names", edit(pool, "AliasAttributes", ["email"])),
  fault(
    "pool-factors",
    "a mailed code before a second factor",
    both(
      edit(pool, "MfaConfiguration", "ON"),
      edit(pool, "Policies.SignInPolicy.AllowedFirstAuthFactors", ["PASSWORD", "EMAIL_OTP"]),
    ),
  ),
  fault(
    "pool-factors",
    "mail as second factor and only way back",
    both(edit(pool, "EnabledMfas", ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"]), recovers("verified_email")),
  ),
  fault(
    "pool-factors",
    "a phone as second factor and only way back",
    both(edit(pool, "EnabledMfas", ["SMS_MFA"]), recovers("verified_phone_number")),
  ),
  fault("pool-factors", "administrators beside a way back", recovers("admin_only", "verified_email")),
  fault(
    "pool-factors",
    "two ways back of one rank",
    edit(pool, "AccountRecoverySetting.RecoveryMechanisms", [
      { Name: "verified_email", Priority: 1 },
      { Name: "verified_phone_number", Priority: 1 },
    ]),
  ),
  fault(
    "pool-from",
    "a sender of another domain",
    edit(pool, "EmailConfiguration.From", "Example <no-reply@mail.example.org>"),
  ),
  fault(
    "pool-tier",
    "what is done about risks on ESSENTIALS",
    add("Risks", "AWS::Cognito::UserPoolRiskConfigurationAttachment", { UserPoolId: "", ClientId: "ALL" }),
  ),
  fault("pool-factors", "second factors that are off", edit(pool, "MfaConfiguration", "OFF")),
  fault(
    "pool-schema",
    "a required custom attribute",
    schema({ Name: "tenure", AttributeDataType: "String", Required: true }),
  ),
  fault("pool-schema", "a truth that is a text", schema({ Name: "email_verified", AttributeDataType: "String" })),
  fault(
    "pool-configuration-set",
    "nobody hears of bounced codes",
    edit(pool, "EmailConfiguration.ConfigurationSet", undefined),
  ),
];

const orders = (scopes: string[]) =>
  add("Orders", "AWS::Cognito::UserPoolResourceServer", {
    UserPoolId: "",
    Identifier: "https://api.example.com",
    Scopes: scopes.map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName })),
  });
const brings = (name: string) =>
  add("Login", "AWS::Cognito::UserPoolIdentityProvider", {
    UserPoolId: "",
    ProviderName: "Login",
    ProviderType: "OIDC",
    AttributeMapping: { [name]: "x" },
  });

const lent = (principal: object, condition: object): Properties => ({
  AssumeRolePolicyDocument: {
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", Condition: condition }],
  },
});
const textMessages = (asked: object) =>
  both(
    add("Sms", role, lent({ Service: "cognito-idp.amazonaws.com" }, asked)),
    edit(pool, "SmsConfiguration", { ExternalId: "good-sms", SnsCallerArn: { "Fn::GetAtt": ["Sms", "Arn"] } }),
  );
const guests = lent(
  { Federated: "cognito-identity.amazonaws.com" },
  {
    StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:1" },
    "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
  },
);
const roleOfPeople = (type: string, properties: Properties) =>
  both(add("Visitors", role, guests), add("People", type, properties));

const lentRoles = [
  fault(
    "identity-pool-role",
    "the role of people, for guests",
    roleOfPeople("AWS::Cognito::IdentityPoolRoleAttachment", {
      Roles: { authenticated: { "Fn::GetAtt": ["Visitors", "Arn"] } },
    }),
  ),
  fault(
    "identity-pool-role",
    "the role of a group, for guests",
    roleOfPeople("AWS::Cognito::UserPoolGroup", { RoleArn: { "Fn::GetAtt": ["Visitors", "Arn"] } }),
  ),
  fault("sms-role", "a role for text messages that asks nothing", textMessages({})),
  fault(
    "sms-role",
    "a role for text messages that asks for another",
    textMessages({ StringEquals: { "sts:ExternalId": "other" } }),
  ),
  fault(
    "domain-certificate",
    "a certificate where CloudFront does not look",
    add("Domain", "AWS::Cognito::UserPoolDomain", {
      UserPoolId: "",
      Domain: "accounts.example.com",
      CustomDomainConfig: { CertificateArn: "arn:aws:acm:eu-west-1:111122223333:certificate/1" },
    }),
  ),
];

const clients = [
  fault(
    "provider-metadata",
    "SAML without metadata",
    add("Okta", "AWS::Cognito::UserPoolIdentityProvider", {
      UserPoolId: "",
      ProviderName: "Okta",
      ProviderType: "SAML",
      ProviderDetails: { IDPSignout: "true" },
    }),
  ),
  fault(
    "client-rotation",
    "rotation and the older way to refresh",
    both(
      edit(client, "RefreshTokenRotation.Feature", "ENABLED"),
      edit(client, "ExplicitAuthFlows", ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]),
    ),
  ),
  fault(
    "client-scopes",
    "a scope that no resource server has",
    both(orders(["read"]), edit(client, "AllowedOAuthScopes", ["openid", "https://api.example.com/write"])),
  ),
  fault(
    "client-scopes",
    "a scope that may come too late",
    both(orders(["read"]), edit(client, "AllowedOAuthScopes", ["openid", "https://api.example.com/read"])),
  ),
  fault(
    "client-attributes",
    "an attribute that the pool has not",
    edit(client, "WriteAttributes", ["email", "custom:ghost"]),
  ),
  fault("provider-mapping", "a provider's attribute that the pool has not", brings("custom:ghost")),
  fault(
    "provider-mapping",
    "a provider's attribute that cannot change",
    both(schema({ Name: "badge", AttributeDataType: "String", Mutable: false }), brings("custom:badge")),
  ),
  ...["custom:role", "custom:tenant_id", "custom:plan", "custom:isAdmin", "email_verified"].map((name) =>
    fault("client-writes", `people may write ${name}`, edit(client, "WriteAttributes", ["name", name])),
  ),
  fault("client-writes", "people may write everything", edit(client, "WriteAttributes", undefined)),
  fault(
    "client-existence-errors",
    "errors tell who has an account",
    edit(client, "PreventUserExistenceErrors", "LEGACY"),
  ),
  fault(
    "client-password-flow",
    "passwords are sent",
    edit(client, "ExplicitAuthFlows", ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]),
  ),
  fault("client-implicit", "the implicit flow", edit(client, "AllowedOAuthFlows", ["implicit"])),
  fault("client-secret", "a browser has a secret", edit(client, "GenerateSecret", true)),
  fault("client-machine", "a machine without a secret", addClient({ ...machine, GenerateSecret: false, ...people })),
  fault(
    "client-machine",
    "a machine that people use",
    addClient({ ...machine, AllowedOAuthFlows: ["client_credentials", "code"] }),
  ),
  fault(
    "client-oauth-off",
    "flows that have no effect",
    addClient({ ...people, AllowedOAuthFlows: ["code"], CallbackURLs: ["https://app.example.com/"] }),
  ),
  fault("client-revocation", "refresh tokens cannot be taken back", edit(client, "EnableTokenRevocation", false)),
  fault(
    "client-providers",
    "a provider that nobody makes",
    edit(client, "SupportedIdentityProviders", ["COGNITO", "Google"]),
  ),
  fault("client-providers", "a provider that may be made later", (template) =>
    both(
      add("Google", "AWS::Cognito::UserPoolIdentityProvider", { ProviderName: "Google", ProviderType: "Google" }),
      edit(client, "SupportedIdentityProviders", ["COGNITO", "Google"]),
    )(template),
  ),
  fault("client-localhost", "localhost in production", edit(client, "CallbackURLs", ["http://localhost:3000/"])),
  fault("client-localhost", "127.0.0.1 to sign out to", edit(client, "LogoutURLs", ["http://127.0.0.1/"])),
  fault("client-http", "an address without TLS", edit(client, "CallbackURLs", ["http://app.example.com/"])),
  fault("client-address", "an address with a wildcard", edit(client, "CallbackURLs", ["https://*.example.com/"])),
  fault(
    "client-callback",
    "nowhere to come back to",
    addClient({ ...people, AllowedOAuthFlows: ["code"], AllowedOAuthFlowsUserPoolClient: true }),
  ),
  fault("token-life", "60 hours instead of minutes", edit(client, "TokenValidityUnits", undefined)),
  fault("token-life", "a refresh token for ten years", edit(client, "RefreshTokenValidity", 3_650)),
  fault(
    "token-life-order",
    "a refresh token that ends first",
    both(
      edit(client, "RefreshTokenValidity", 60),
      edit(client, "TokenValidityUnits.RefreshToken", "minutes"),
      edit(client, "AccessTokenValidity", 120),
    ),
  ),
];

const policies = [
  fault("role-shared", "two functions share a role", (template) => {
    put(trigger(template, "PreSignUp").properties, "Role", trigger(template, "PostConfirmation").properties["Role"]);
  }),
  fault(
    "role-unused",
    "a role that nobody has",
    add("Spare", role, {
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
      },
    }),
  ),
  fault("role-trust", "an account may take a function's role", (template) => {
    const { properties } = first(template, role, ({ id }) =>
      JSON.stringify(trigger(template, "PreSignUp").properties["Role"]).includes(`"${id}"`),
    );
    put(properties, "AssumeRolePolicyDocument.Statement", [
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "sts:AssumeRole" },
    ]);
  }),
  fault("action-wildcard", "all actions of DynamoDB", ofStatement(onTable, { Action: ["dynamodb:*"] })),
  fault(
    "action-wildcard",
    "all actions but one",
    ofStatement(onTable, { Action: undefined, NotAction: ["iam:PassRole"] }),
  ),
  fault("action-unknown", "an action that is none", ofStatement(onTable, { Action: ["dynamodb:TransactWriteItems"] })),
  fault("action-unknown", "an action written wrong", ofStatement(onTable, { Action: ["dynamodb:UpdateItems"] })),
  fault("action-unknown", "a service that is none", ofStatement(onTable, { Action: ["dynamo:UpdateItem"] })),
  fault(
    "condition-unknown",
    "a condition key that is none",
    ofStatement(onTable, { Condition: { StringEquals: { "dynamodb:LeadingKey": "x" } } }),
  ),
  fault(
    "condition-unknown",
    "a condition operator that is none",
    ofStatement(onTable, { Condition: { StringsEqual: { "aws:SourceAccount": "123456789012" } } }),
  ),
  fault("resource-wildcard", "every table", ofStatement(onTable, { Resource: "*" })),
  fault(
    "resource-wildcard",
    "every table of the account",
    ofStatement(onTable, { Resource: { "Fn::Sub": "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/*" } }),
  ),
  fault(
    "managed-policy",
    "a policy of AWS that allows everything",
    edit(role, "ManagedPolicyArns", ["arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess"]),
  ),
  fault("mail-permission", "mails as any identity", ofStatement(allows("ses:SendEmail"), { Resource: "*" })),
  fault("mail-permission", "a configuration set alone", (template) =>
    ofStatement(allows("ses:SendEmail"), {
      Resource: { "Fn::Sub": "arn:aws:ses:${AWS::Region}:${AWS::AccountId}:configuration-set/x" },
    })(template),
  ),
  fault("principal-everyone", "everybody may send to a queue", (template) =>
    add("OpenQueue", "AWS::SQS::QueuePolicy", {
      Queues: [{ Ref: first(template, "AWS::SQS::Queue").id }],
      PolicyDocument: openPolicy,
    })(template),
  ),
  fault(
    "identity-pool-guests",
    "credentials for guests",
    add("Guests", "AWS::Cognito::IdentityPool", { AllowUnauthenticatedIdentities: true }),
  ),
  fault(
    "identity-pool-trust",
    "a role for users of any identity pool",
    add(
      "Anybody",
      role,
      guestsRole({ "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } }),
    ),
  ),
];

const secrets = [
  fault(
    "secret-literal",
    "an access key in the environment",
    ofTrigger("PreSignUp", "Environment.Variables.LEGACY_KEY", accessKey),
  ),
  fault(
    "secret-literal",
    "a secret key in the environment",
    ofTrigger("PreSignUp", "Environment.Variables.SIGNING", drawn),
  ),
  fault(
    "secret-literal",
    "a password in the environment",
    ofTrigger("PreSignUp", "Environment.Variables.DB_PASSWORD", "hunter2-hunter2"),
  ),
  fault(
    "secret-literal",
    "a provider's secret in the template",
    add("Google", "AWS::Cognito::UserPoolIdentityProvider", {
      ProviderName: "Google",
      ProviderType: "Google",
      ProviderDetails: { client_id: "x.apps.googleusercontent.com", client_secret: "GOCSPX-abcdefghijk" },
    }),
  ),
  fault(
    "secret-environment",
    "a secret resolved into the environment",
    ofTrigger("PreSignUp", "Environment.Variables.TOKEN", "{{resolve:secretsmanager:mine:SecretString:token}}"),
  ),
  fault(
    "secret-literal",
    "a private key in the environment",
    ofTrigger("PreSignUp", "Environment.Variables.SIGN_WITH", ["-----BEGIN", "PRIVATE KEY-----\\nMIIE"].join(" ")),
  ),
  fault(
    "secret-literal",
    "a password in an address",
    ofTrigger("PreSignUp", "Environment.Variables.DATABASE", "postgres://suite:hunter2@db.example.com/users"),
  ),
  fault("secret-output", "a client's secret is an output", (template) => {
    template.Outputs = {
      ...template.Outputs,
      Secret: { Value: { "Fn::GetAtt": [first(template, client).id, "ClientSecret"] } },
    };
  }),
];

const isWorker = ({ properties }: Named) => Number(properties["Timeout"]) > 5;

const functions = [
  fault("function-runtime", "a runtime that has ended", ofTrigger("PreSignUp", "Runtime", "nodejs18.x")),
  fault(
    "function-environment",
    "an environment that is too big",
    ofTrigger("PreSignUp", "Environment.Variables.WORDS", "word ".repeat(900)),
  ),
  fault(
    "function-environment",
    "a variable of Lambda's own",
    ofTrigger("PreSignUp", "Environment.Variables.AWS_REGION", "eu-west-1"),
  ),
  fault("function-tracing", "a function without traces", ofTrigger("PreSignUp", "TracingConfig", undefined)),
  fault("tracing-permission", "traces that go nowhere", (template) => {
    const { properties } = first(template, role, ({ id }) =>
      JSON.stringify(trigger(template, "CustomMessage").properties["Role"]).includes(`"${id}"`),
    );
    put(properties, "Policies", []);
  }),
  fault("function-log-group", "a log group that Lambda makes", (template) => {
    const { id } = first(template, "AWS::Logs::LogGroup");
    delete template.Resources[id];
  }),
  fault("log-retention", "logs for ever", edit("AWS::Logs::LogGroup", "RetentionInDays", undefined)),
  fault("alarm-nobody", "an alarm that tells nobody", edit("AWS::CloudWatch::Alarm", "AlarmActions", [])),
];

const asynchronous = [
  fault("async-failure", "failed events are lost", (template) => {
    for (const { id } of resourcesOf(template, "AWS::Lambda::EventInvokeConfig")) delete template.Resources[id];
  }),
  fault("async-failure", "a topic calls a function, and what fails is lost", (template) =>
    add("Subscribed", "AWS::SNS::Subscription", {
      Protocol: "lambda",
      TopicArn: { Ref: first(template, "AWS::SNS::Topic").id },
      Endpoint: { "Fn::GetAtt": [trigger(template, "CustomMessage").id, "Arn"] },
    })(template),
  ),
  fault("async-failure", "a schedule calls a function, and what fails is lost", (template) =>
    add("Nightly", "AWS::Scheduler::Schedule", {
      Target: { Arn: { "Fn::GetAtt": [trigger(template, "CustomMessage").id, "Arn"] } },
    })(template),
  ),
  fault(
    "failure-permission",
    "what fails goes to nothing",
    edit("AWS::Lambda::EventInvokeConfig", "DestinationConfig.OnFailure.Destination", {
      "Fn::GetAtt": ["Gone", "Arn"],
    }),
  ),
  fault(
    "failure-permission",
    "a role may not send what failed",
    ofStatement(allows("sqs:SendMessage"), { Action: ["sqs:ReceiveMessage"] }),
  ),
  fault("stream-failure", "records given up are lost", edit(mapping, "DestinationConfig", undefined)),
  fault("stream-failure", "a bad record holds up the stream", edit(mapping, "MaximumRetryAttempts", -1)),
  fault(
    "stream-failure",
    "a bad record takes its batch with it",
    edit(mapping, "BisectBatchOnFunctionError", undefined),
  ),
  fault("batch-failures", "the whole batch is done again", edit(mapping, "FunctionResponseTypes", undefined)),
  fault("mapping-off", "a stream that nobody reads", edit(mapping, "Enabled", false)),
  fault("queue-redrive", "a queue that loses what always fails", (template) =>
    add("FromQueue", mapping, {
      EventSourceArn: { "Fn::GetAtt": [first(template, "AWS::SQS::Queue").id, "Arn"] },
      FunctionName: { Ref: first(template, lambda, isWorker).id },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    })(template),
  ),
];

const stores = [
  fault("table-kept", "the table can be deleted", edit(table, "DeletionProtectionEnabled", false)),
  fault("table-kept", "the table goes with the stack", editResource(table, { DeletionPolicy: undefined })),
  fault("table-recovery", "no recovery", edit(table, "PointInTimeRecoverySpecification", undefined)),
  fault("table-encryption", "no key of one's own", edit(table, "SSESpecification.SSEEnabled", false)),
  fault("queue-encryption", "a queue that is not encrypted", edit("AWS::SQS::Queue", "SqsManagedSseEnabled", false)),
  fault("bucket-open", "a public bucket", add("Open", "AWS::S3::Bucket", { AccessControl: "PublicRead" })),
  fault(
    "mail-events",
    "nobody hears of bounces",
    edit(destination, "EventDestination.MatchingEventTypes", ["send", "delivery"]),
  ),
  fault("mail-events", "events are switched off", edit(destination, "EventDestination.Enabled", false)),
  fault(
    "mail-event-bus",
    "events go to another bus",
    edit(
      destination,
      "EventDestination.EventBridgeDestination.EventBusArn",
      "arn:aws:events:eu-west-1:123456789012:event-bus/mine",
    ),
  ),
  fault(
    "mail-sending-off",
    "a configuration set that sends nothing",
    edit(set, "SendingOptions.SendingEnabled", false),
  ),
];

const shape = [
  fault("reference-missing", "a reference to nothing", edit(client, "UserPoolId", { Ref: "Gone" })),
  fault("reference-missing", "waiting for nothing", editResource(client, { DependsOn: ["Gone"] })),
  fault(
    "reference-missing",
    "a text with a name that is none",
    ofTrigger("PreSignUp", "Environment.Variables.WHERE", { "Fn::Sub": "x-${Gone.Arn}" }),
  ),
  fault("reference-circle", "a trigger that refers to its pool", (template) =>
    put(trigger(template, "PreSignUp").properties, "Environment.Variables.POOL", { Ref: first(template, pool).id }),
  ),
  fault("reference-circle", "a trigger's role that names its pool", (template) =>
    ofStatement(onTable, { Resource: { "Fn::Sub": `\${${first(template, pool).id}.Arn}` } })(template),
  ),
  fault("template-size", "more resources than CloudFormation takes", (template) => {
    for (let number = 0; number < 500; number += 1) add(`Topic${number}`, "AWS::SNS::Topic", {})(template);
  }),
];

/** Every way to break a template that has a rule of the suite. */
export const faults: readonly Fault[] = [
  ...triggers,
  ...permissions,
  ...pools,
  ...clients,
  ...lentRoles,
  ...policies,
  ...secrets,
  ...functions,
  ...asynchronous,
  ...stores,
  ...shape,
];

/** What only AWS's own rules know. */
export const faultsForAws: readonly Fault[] = [
  fault("F3002", "a property that is none", edit(pool, "UserPoolTear", "ESSENTIALS")),
  fault(
    "F1020",
    "an attribute of nothing",
    ofTrigger("PreSignUp", "Environment.Variables.X", { "Fn::GetAtt": ["Gone", "Arn"] }),
  ),
  fault("W3030", "a value that is none", edit(table, "BillingMode", "PAY_PER_READ")),
];

/** What only cdk-nag knows. */
export const faultsForNag: readonly Fault[] = [
  fault("AwsSolutions-DDB3", "a table without recovery", edit(table, "PointInTimeRecoverySpecification", undefined)),
  fault("AwsSolutions-L1", "a runtime that is not the newest", ofTrigger("PreSignUp", "Runtime", "nodejs22.x")),
];
