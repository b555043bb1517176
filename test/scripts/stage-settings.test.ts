import { describe, expect, it } from "@jest/globals";
import { leastStage, stageProblems, stageWith } from "../support/stage.ts";
import { suiteWith } from "../support/suite.ts";

const web = (changes: object) => ({ clients: { web: changes } });
const api = { orders: { identifier: "https://api.example.com", scopes: { read: "Reads orders" } } };
const robot = { kind: "machine", scopes: ["https://api.example.com/read"] };
const back = { callbackUrls: ["https://app.example.com/"] };
const ownDomain = {
  signInPages: {
    domain: "accounts.example.com",
    certificate: "arn:aws:acm:us-east-1:111122223333:certificate/1-2",
  },
};
const passkeys = ["PASSWORD", "WEB_AUTHN"];
const metadataUrl = "https://login.example.org/metadata";
const google = { clientId: "123", secret: "suite/google" };

describe("takes", () => {
  it.each([
    ["the least", {}],
    ["a phone number to sign in with", { userPool: { signInWith: ["phone_number"], recovery: ["phone_number"] } }],
    [
      "a phone number to sign in with, and a mail address of everybody to recover by",
      { userPool: { signInWith: ["phone_number"], requiredAttributes: ["email"] } },
    ],
    [
      "a number that is never above zero",
      { userPool: { customAttributes: { agentName: {}, t: { type: "Number", maximum: -5 } } } },
    ],
    ["a group in another script", { userPool: { groups: { 客户: {}, 员工: {} } } }],
    [
      "passkeys of the sign-in pages' own domain",
      {
        ...ownDomain,
        ...web(back),
        userPool: { firstFactors: passkeys, passkeys: { relyingPartyId: "accounts.example.com" } },
      },
    ],
    [
      "passkeys of an app that has its own pages",
      { ...ownDomain, userPool: { firstFactors: passkeys, passkeys: { relyingPartyId: "example.com" } } },
    ],
    [
      "an existing pool with the length of its passwords",
      { userPool: { existing: "eu-west-1_A", appClientIds: ["a"], passwordPolicy: { minimumLength: 12 } } },
    ],
    ["user names with further names", { userPool: { signInWith: ["username", "email", "preferred_username"] } }],
    [
      "passkeys and codes where a second factor is optional",
      { userPool: { firstFactors: ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"] } },
    ],
    [
      "a passkey as both factors",
      {
        userPool: {
          mfa: { mode: "ON" },
          firstFactors: ["PASSWORD", "WEB_AUTHN"],
          passkeys: { factor: "MULTI_FACTOR_WITH_USER_VERIFICATION", userVerification: "required" },
        },
      },
    ],
    [
      "mail as a second factor beside others",
      { userPool: { mfa: { factors: ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"] }, recovery: ["email", "phone_number"] } },
    ],
    ["threat protection with the Plus plan", { userPool: { tier: "PLUS", threatProtection: "ENFORCED" } }],
    [
      "a privilege that only the backend writes",
      { userPool: { customAttributes: { agentName: {}, tenant: { writableBy: "nobody" } } } },
    ],
    ["a machine", { resourceServers: api, clients: { robot } }],
    ["an app's own address to come back to", web({ callbackUrls: ["com.example.app://signed-in"] })],
    ["a provider", { federation: { google }, ...web(back) }],
    ["an existing pool", { userPool: { existing: "eu-west-1_AbCdEfGhI", appClientIds: ["1example23456789"] } }],
    [
      "a domain of one's own",
      {
        signInPages: {
          domain: "accounts.example.com",
          certificate: "arn:aws:acm:us-east-1:111122223333:certificate/1-2",
        },
      },
    ],
    [
      "a folder for each person",
      { identityPool: { enabled: true, bucket: "files" }, userPool: { groups: { staff: { prefixes: ["reports"] } } } },
    ],
  ])("%s", (_, settings) => {
    expect(stageProblems(settings)).toEqual([]);
  });

  it("localhost to come back to on dev", () => {
    expect(stageProblems(web({ callbackUrls: ["http://localhost:5173/"] }), "dev")).toEqual([]);
  });
});

describe("refuses", () => {
  it.each<[string, object, string]>([
    ["a setting that does not exist", { userPool: { mfaMode: "ON" } }, "userPool.mfaMode: no such setting"],
    ["a flag in words", { userPool: { selfSignUp: "yes" } }, "userPool.selfSignUp: true or false"],
    ["a word that is none", { userPool: { tier: "LITE" } }, "userPool.tier: one of ESSENTIALS, PLUS"],
    [
      "a number out of bounds",
      { userPool: { passwordPolicy: { minimumLength: 5 } } },
      "userPool.passwordPolicy.minimumLength: characters, a whole number from 6 to 99",
    ],
    [
      "a retention that CloudWatch lacks",
      { logRetentionDays: 45 },
      "logRetentionDays: CloudWatch keeps logs for 1, 3, 5",
    ],
    [
      "true instead of a pool's id",
      { userPool: { existing: true, appClientIds: ["a"] } },
      "userPool.existing: the id of a pool that is there already",
    ],
    [
      "an existing pool of another region",
      { userPool: { existing: "us-east-1_AbCdEfGhI", appClientIds: ["a"] } },
      "userPool.existing: us-east-1_AbCdEfGhI is not in the stage's region eu-west-1",
    ],
    [
      "an id of another region",
      { userPool: { id: "us-east-1_AbCdEfGhI" } },
      "userPool.id: us-east-1_AbCdEfGhI is not in",
    ],
    [
      "an existing pool without clients",
      { userPool: { existing: "eu-west-1_AbCdEfGhI" } },
      "userPool.appClientIds: name the app clients",
    ],
    [
      "an existing pool with another id",
      { userPool: { existing: "eu-west-1_A", id: "eu-west-1_B", appClientIds: ["a"] } },
      "userPool.id: is another pool than userPool.existing",
    ],
    [
      "clients of an existing pool",
      { userPool: { existing: "eu-west-1_A", appClientIds: ["a"] }, clients: {} },
      "clients: belongs to a pool that the stack makes",
    ],
    [
      "threat protection without its plan",
      { userPool: { threatProtection: "AUDIT" } },
      "userPool.threatProtection: AUDIT needs the Plus plan: set userPool.tier: PLUS",
    ],
    ["nothing to sign in with", { userPool: { signInWith: [] } }, "userPool.signInWith: name one at least"],
    ["one name twice", { userPool: { signInWith: ["email", "email"] } }, "userPool.signInWith: names one twice"],
    [
      "a second name without a first",
      { userPool: { signInWith: ["preferred_username"] } },
      "userPool.signInWith: preferred_username is a second name beside username",
    ],
    [
      "no passwords at all",
      { userPool: { firstFactors: ["WEB_AUTHN"] } },
      "userPool.firstFactors: Cognito has no pool without passwords: add PASSWORD",
    ],
    [
      "factors that no client offers",
      { userPool: { firstFactors: ["PASSWORD", "WEB_AUTHN"] }, ...web({ authFlows: ["USER_SRP_AUTH"] }) },
      "userPool.firstFactors: people choose among factors in USER_AUTH alone",
    ],
    [
      "a mailed code where a second factor is required",
      { userPool: { mfa: { mode: "ON" }, firstFactors: ["PASSWORD", "EMAIL_OTP"] } },
      "userPool.firstFactors: Cognito takes no EMAIL_OTP where a second factor is required",
    ],
    [
      "a passkey as one of two factors",
      { userPool: { mfa: { mode: "ON" }, firstFactors: ["PASSWORD", "WEB_AUTHN"] } },
      "userPool.passkeys.factor: where a second factor is required a passkey has to be both",
    ],
    [
      "a passkey as both without asking its owner",
      { userPool: { passkeys: { factor: "MULTI_FACTOR_WITH_USER_VERIFICATION" } } },
      "userPool.passkeys.userVerification: a passkey is two factors only where",
    ],
    [
      "mail as the only second factor",
      { userPool: { mfa: { factors: ["EMAIL_OTP"] }, recovery: ["admin_only"] } },
      "userPool.mfa.factors: CloudFormation makes no pool with EMAIL_OTP as the only second factor",
    ],
    [
      "mail as second factor and only recovery",
      { userPool: { mfa: { factors: ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"] } } },
      "userPool.recovery: a mail cannot be the second factor and the only way",
    ],
    [
      "a phone as second factor and recovery",
      { userPool: { mfa: { mode: "ON", factors: ["SMS_MFA"] }, recovery: ["email", "phone_number"] } },
      "userPool.recovery: a phone cannot be the second factor",
    ],
    [
      "a phone as second factor and only recovery",
      {
        userPool: { mfa: { factors: ["SMS_MFA"] }, recovery: ["phone_number"], requiredAttributes: ["phone_number"] },
      },
      "userPool.recovery: a phone cannot be the second factor",
    ],
    [
      "a recovery by mail where nobody has to have an address",
      { userPool: { signInWith: ["phone_number"] } },
      "userPool.recovery: people sign in with a phone number, and nobody has to have a mail address",
    ],
    [
      "a recovery by phone where nobody has to have one",
      { userPool: { recovery: ["phone_number"] } },
      "userPool.recovery: nobody has to have a phone number",
    ],
    [
      "a second name that nobody could sign up without, or with",
      { userPool: { signInWith: ["username", "preferred_username"], requiredAttributes: ["preferred_username"] } },
      "userPool.requiredAttributes: Cognito takes a preferred_username to sign in with from confirmed people only",
    ],
    [
      "passkeys of no domain",
      { signInPages: { enabled: false }, userPool: { firstFactors: passkeys } },
      "userPool.passkeys.relyingPartyId: a passkey is made for a domain, and without sign-in pages",
    ],
    [
      "passkeys that the sign-in pages do not know",
      { ...ownDomain, ...web(back), userPool: { firstFactors: passkeys, passkeys: { relyingPartyId: "example.com" } } },
      "userPool.passkeys.relyingPartyId: the sign-in pages take passkeys of their own domain alone: accounts.example.com",
    ],
    [
      "what is not done to an existing pool",
      { userPool: { existing: "eu-west-1_A", appClientIds: ["a"], mfa: { mode: "ON" } } },
      "userPool.mfa: the stack does not change a pool that is there already",
    ],
    [
      "two groups that are one to CloudFormation",
      { userPool: { groups: { "field-staff": {}, fieldStaff: {} } } },
      "userPool.groups.fieldStaff: is one with field-staff to CloudFormation",
    ],
    [
      "two providers that are one to CloudFormation",
      { federation: { saml: { "my-idp": { metadataUrl }, myIdp: { metadataUrl } } }, ...web(back) },
      "federation.saml.myIdp: is one with my-idp to CloudFormation",
    ],
    [
      "one name for two providers",
      {
        federation: { saml: { Okta: { metadataUrl } }, oidc: { Okta: { ...google, issuer: "https://x.example.com" } } },
        ...web(back),
      },
      "federation.oidc.Okta: is one with Okta to CloudFormation",
    ],
    [
      "one mail domain of two providers",
      {
        federation: {
          saml: { One: { metadataUrl, identifiers: ["Acme.com"] }, Two: { metadataUrl, identifiers: ["acme.com"] } },
        },
        ...web(back),
      },
      "federation.saml.Two.identifiers: Acme.com leads to another provider already",
    ],
    [
      "a resource server twice",
      { resourceServers: { ...api, again: { identifier: "https://api.example.com", scopes: { write: "Writes" } } } },
      "resourceServers.again.identifier: https://api.example.com is another resource server's already",
    ],
    [
      "a resource server's name with a space",
      { resourceServers: { orders: { identifier: "my api", scopes: { read: "Reads" } } } },
      "resourceServers.orders.identifier: an identifier has no space",
    ],
    [
      "everybody's folder for a group",
      {
        identityPool: { enabled: true, bucket: "files" },
        userPool: { groups: { staff: { prefixes: ["private/x"] } } },
      },
      "userPool.groups.staff.prefixes.0: private/ has the folders of the people themselves",
    ],
    [
      "a region of text messages that is none",
      { userPool: { signInWith: ["phone_number"], recovery: ["phone_number"], smsRegion: "Ireland" } },
      "userPool.smsRegion: an AWS region is written as eu-west-1",
    ],
    [
      "a tag by which the deploy role knows its pools",
      { userPool: { tags: { Stage: "production" } } },
      "userPool.tags.Stage: the stack writes service and stage itself: take another name",
    ],
    ["a tag of AWS's own", { userPool: { tags: { "aws:x": "1" } } }, "userPool.tags.aws:x: a tag's name has letters"],
    [
      "one domain for two kinds of pages",
      { ...ownDomain, pagesUrl: "https://accounts.example.com" },
      "signInPages.domain: is the domain of pagesUrl too",
    ],
    [
      "administrators beside another recovery",
      { userPool: { recovery: ["email", "admin_only"] } },
      "userPool.recovery: admin_only stands alone",
    ],
    [
      "devices that are forgotten and trusted",
      { userPool: { devices: "off", deviceSkipsMfa: true } },
      "userPool.deviceSkipsMfa: no device is remembered",
    ],
    [
      "a privilege that clients write",
      { userPool: { customAttributes: { agentName: {}, customerTier: {} } } },
      'userPool.customAttributes.customerTier: "tier" is a privilege',
    ],
    [
      "an attribute with its prefix",
      { userPool: { customAttributes: { agentName: {}, "custom:x": {} } } },
      "userPool.customAttributes.custom:x: is named without its prefix here",
    ],
    [
      "a long attribute name",
      { userPool: { customAttributes: { agentName: {}, averyveryverylongname: {} } } },
      "userPool.customAttributes.averyveryverylongname: ",
    ],
    [
      "a length of a number",
      { userPool: { customAttributes: { agentName: {}, age: { type: "Number", maxLength: 3 } } } },
      "userPool.customAttributes.age.maxLength: a length is for type String, not Number",
    ],
    [
      "a bound of a text",
      { userPool: { customAttributes: { agentName: {}, age: { maximum: 3 } } } },
      "userPool.customAttributes.age.maximum: a bound is for type Number, not String",
    ],
    [
      "lengths the wrong way round",
      { userPool: { customAttributes: { agentName: {}, a: { minLength: 9, maxLength: 3 } } } },
      "userPool.customAttributes.a.minLength: is more than maxLength",
    ],
    [
      "bounds the wrong way round",
      { userPool: { customAttributes: { agentName: {}, a: { type: "Number", minimum: 9, maximum: 3 } } } },
      "userPool.customAttributes.a.minimum: is more than maximum",
    ],
    [
      "an attribute that the suite copies and the pool lacks",
      { userPool: { customAttributes: {} } },
      "userPool.customAttributes: suite.config.ts copies custom:agentName to the profile",
    ],
    [
      "a required attribute that is none",
      { userPool: { requiredAttributes: ["mail"] } },
      "userPool.requiredAttributes.0: one of address, birthdate",
    ],
    [
      "a tag that is no text",
      { userPool: { tags: { costCentre: 4711 } } },
      "userPool.tags.costCentre: a tag's value is text: put it in quotes",
    ],

    [
      "localhost in production",
      web({ callbackUrls: ["http://localhost:3000/"] }),
      "clients.web.callbackUrls.0: localhost is for the stages dev and local",
    ],
    [
      "an open address to come back to",
      web({ callbackUrls: ["http://app.example.com/"] }),
      "clients.web.callbackUrls.0: must be https",
    ],
    [
      "any address to come back to",
      web({ callbackUrls: ["https://*.example.com/"] }),
      "clients.web.callbackUrls.0: Cognito takes no #, no * and no space",
    ],
    [
      "a script to come back to",
      web({ ...back, logoutUrls: ["javascript:alert(1)"] }),
      "clients.web.logoutUrls.0: javascript: is no way back to an app",
    ],
    [
      "no address at all to come back to",
      web({ callbackUrls: ["app"] }),
      'clients.web.callbackUrls.0: "app" is no address',
    ],
    [
      "a space in an address to come back to",
      web({ callbackUrls: ["https://app.example.com/a b"] }),
      "clients.web.callbackUrls.0: Cognito takes no #, no * and no space",
    ],
    [
      "more addresses than Cognito takes",
      web({ callbackUrls: Array.from({ length: 101 }, (_, at) => `https://${at}.example.com/`) }),
      "clients.web.callbackUrls: Cognito takes at most 100 addresses",
    ],
    ["coming back with no scope", web({ ...back, scopes: [] }), "clients.web.scopes: people who come back"],
    ["no provider at all", web({ providers: [] }), "clients.web.providers: name one at least"],
    [
      "a client's name with a blank",
      { clients: { "my app": {} } },
      "clients.my app: a client is named in letters and digits",
    ],
    [
      "a machine that reads what is a person's",
      { resourceServers: api, clients: { robot: { ...robot, readAttributes: ["email"] } } },
      "clients.robot.readAttributes: is of people, and a machine is none",
    ],
    [
      "an unknown scope",
      web({ scopes: ["openid", "orders"] }),
      "clients.web.scopes: there is no scope orders; there is openid, email",
    ],
    [
      "scopes of a person without openid",
      web({ scopes: ["email"] }),
      "clients.web.scopes: email, phone and profile come with openid",
    ],
    [
      "a machine without scopes",
      { clients: { robot: { kind: "machine" } } },
      "clients.robot.scopes: a machine's token is for its scopes",
    ],
    [
      "a machine as a person",
      { resourceServers: api, clients: { robot: { ...robot, scopes: ["openid"] } } },
      "clients.robot.scopes: openid speaks of a person",
    ],
    [
      "a machine that comes back",
      { resourceServers: api, clients: { robot: { ...robot, ...back } } },
      "clients.robot.callbackUrls: nobody comes back",
    ],
    [
      "a machine that signs people in",
      { resourceServers: api, clients: { robot: { ...robot, authFlows: ["USER_SRP_AUTH"] } } },
      "clients.robot.authFlows: a machine signs nobody in",
    ],
    [
      "a machine without a domain",
      { resourceServers: api, clients: { robot }, signInPages: { enabled: false } },
      "signInPages.enabled: robot gets its tokens at the pool's domain",
    ],
    [
      "tokens that live for more than a day",
      web({ idTokenMinutes: 1441 }),
      "clients.web.idTokenMinutes: minutes, a whole number from 5 to 1440",
    ],
    [
      "a server's flow in a browser",
      web({ authFlows: ["ADMIN_USER_PASSWORD_AUTH"] }),
      "clients.web.authFlows: ADMIN_USER_PASSWORD_AUTH is for a server",
    ],
    ["a client that signs nobody in", web({ authFlows: [] }), "clients.web.authFlows: name one at least"],
    [
      "signing out without coming back",
      web({ logoutUrls: ["https://app.example.com/"] }),
      "clients.web.callbackUrls: who signs out in the browser has to come back to it first",
    ],
    [
      "writing what is nobody's",
      {
        userPool: { customAttributes: { agentName: {}, role: { writableBy: "nobody" } } },
        ...web({ writeAttributes: ["email", "custom:role"] }),
      },
      "clients.web.writeAttributes: custom:role is writableBy: nobody",
    ],
    [
      "reading what is nobody's",
      {
        userPool: { customAttributes: { agentName: {}, note: { readableBy: "nobody" } } },
        ...web({ readAttributes: ["custom:note"] }),
      },
      "clients.web.readAttributes: custom:note is readableBy: nobody",
    ],
    [
      "writing that an address is verified",
      web({ writeAttributes: ["email", "email_verified"] }),
      "clients.web.writeAttributes: email_verified is Cognito's word",
    ],
    [
      "an attribute that is not there",
      web({ readAttributes: ["custom:shoe"] }),
      "clients.web: the pool has no attribute custom:shoe",
    ],
    [
      "a required attribute that cannot be written",
      { userPool: { requiredAttributes: ["birthdate"] }, ...web({ writeAttributes: ["email"] }) },
      "clients.web.writeAttributes: birthdate: required or brought by a provider",
    ],
    [
      "a brand that is none",
      web({ brand: "acme" }),
      'clients.web.brand: there is no brand "acme" in suite.config.ts; there is default',
    ],
    [
      "a provider that is none",
      web({ providers: ["Google"] }),
      "clients.web.providers: there is no provider Google; there is COGNITO",
    ],
    [
      "a provider without a way back",
      { federation: { google } },
      "clients.web.callbackUrls: people of Google come back to an address",
    ],
    [
      "a provider without a domain",
      { federation: { google }, ...web(back), signInPages: { enabled: false } },
      "signInPages.enabled: Google answers at the pool's domain",
    ],
    [
      "a mapped attribute that is not there",
      { federation: { google: { ...google, attributes: { "custom:hair": "hair" } } }, ...web(back) },
      "federation.google.attributes.custom:hair: the pool has no such attribute",
    ],
    [
      "a mapped attribute that cannot change",
      {
        userPool: { customAttributes: { agentName: { mutable: false } } },
        federation: { google: { ...google, attributes: { "custom:agentName": "name" } } },
        ...web(back),
      },
      "federation.google.attributes.custom:agentName: the provider brings it at every sign-in",
    ],
    [
      "what is nobody's to write, and a provider would have people write",
      {
        userPool: { customAttributes: { agentName: {}, tenant: { writableBy: "nobody" } } },
        federation: { google: { ...google, attributes: { "custom:tenant": "hd" } } },
        ...web(back),
      },
      "federation.google.attributes.custom:tenant: app clients, and with them people, have to be able to write",
    ],
    [
      "a required attribute that the provider does not bring",
      { userPool: { requiredAttributes: ["birthdate"] }, federation: { google }, ...web(back) },
      "federation.google.attributes: birthdate is required, and Cognito lets nobody in",
    ],
    [
      "OpenID Connect without openid",
      {
        federation: { oidc: { Login: { ...google, issuer: "https://x.example.com", scopes: "email" } } },
        ...web(back),
      },
      "federation.oidc.Login.scopes: without openid there is no ID token",
    ],
    [
      "SAML metadata that is none",
      { federation: { saml: { Okta: { metadata: "okta" } } }, ...web(back) },
      "federation.saml.Okta.metadata: is no XML",
    ],
    [
      "a secret instead of its name",
      { federation: { google: { ...google, secret: "GOCSPX-abcdef" } }, ...web(back) },
      "federation.google.secret: this looks like the secret itself",
    ],
    [
      "a key instead of its name",
      { federation: { google: { ...google, secret: "a b" } }, ...web(back) },
      "federation.google.secret: name the secret in Secrets Manager",
    ],
    [
      "SAML without metadata",
      { federation: { saml: { Okta: {} } }, ...web(back) },
      "federation.saml.Okta.metadataUrl: give either its address or",
    ],
    [
      "a provider of Cognito's name",
      { federation: { oidc: { Google: { ...google, issuer: "https://x.example.com" } } }, ...web(back) },
      "federation.oidc.Google: ",
    ],
    [
      "an open issuer",
      { federation: { oidc: { Login: { ...google, issuer: "http://x.example.com" } } }, ...web(back) },
      "federation.oidc.Login.issuer: an issuer must be an https address",
    ],

    [
      "Cognito's own words in a domain",
      { signInPages: { domainPrefix: "my-cognito" } },
      "signInPages.domainPrefix: Cognito takes none with aws, amazon or cognito",
    ],
    [
      "two domains",
      {
        signInPages: {
          domainPrefix: "x",
          domain: "a.example.com",
          certificate: "arn:aws:acm:us-east-1:111122223333:certificate/1",
        },
      },
      "signInPages.domainPrefix: give either this or signInPages.domain",
    ],
    [
      "a domain without a certificate",
      { signInPages: { domain: "a.example.com" } },
      "signInPages.certificate: a.example.com needs one",
    ],
    [
      "a certificate of another region",
      { signInPages: { domain: "a.example.com", certificate: "arn:aws:acm:eu-west-1:111122223333:certificate/1" } },
      "signInPages.certificate: the ARN of a certificate in us-east-1",
    ],
    [
      "a certificate without a domain",
      { signInPages: { certificate: "arn:aws:acm:us-east-1:111122223333:certificate/1" } },
      "signInPages.domain: a certificate is for a domain of yours",
    ],
    [
      "a zone without a domain",
      { signInPages: { hostedZone: "Z0123456789" } },
      "signInPages.domain: a hosted zone is for a domain of yours",
    ],
    ["guests without an identity pool", { identityPool: { guests: true } }, "identityPool.enabled: set it to true"],
    [
      "credentials for machines",
      { identityPool: { enabled: true }, resourceServers: api, clients: { robot } },
      "identityPool.enabled: credentials are for people",
    ],
    [
      "folders without a bucket",
      { userPool: { groups: { staff: { prefixes: ["reports"] } } } },
      "userPool.groups.staff.prefixes: are folders of a bucket",
    ],

    [
      "an answer to no address",
      { mail: { from: "a@example.com", identity: "example.com", replyTo: "us" } },
      "mail.replyTo: replyTo is a mail address",
    ],
    [
      "a MAIL FROM of an identity that is not made",
      { mail: { from: "a@example.com", identity: "example.com", mailFromDomain: "b.example.com" } },
      "mail.mailFromDomain: only an identity that the stack makes gets one",
    ],
    [
      "a MAIL FROM of another domain",
      {
        mail: { from: "a@example.com", identity: "example.com", createIdentity: true, mailFromDomain: "b.example.org" },
      },
      "mail.mailFromDomain: SES takes a subdomain of the identity only",
    ],
    [
      "DNS records of an address",
      { mail: { from: "a@example.com", identity: "a@example.com", createIdentity: true, hostedZone: "Z0123456789" } },
      "mail.hostedZone: DNS records are written for a domain that the stack makes",
    ],
    [
      "an address for Cognito in production",
      { cognitoUrl: "http://localhost:9229" },
      "cognitoUrl: only on the stage local",
    ],
  ])("%s, with the fix", (_, settings, problem) => {
    expect(stageProblems(settings)).toEqual([expect.stringContaining(`config/prod.yml: ${problem}`)]);
  });

  it("a trusted provider whose addresses are not known to be verified", () => {
    const suite = suiteWith({ linking: { trustedProviders: ["Facebook"] } });
    expect(stageProblems({ federation: { facebook: google }, ...web(back) }, "prod", suite)).toEqual([
      expect.stringContaining("federation.facebook.attributes: suite.config.ts trusts this provider's mail addresses"),
    ]);
  });

  it.each(["a".repeat(24), "pre_prod"])("the stage %s, whose functions Lambda would not take", (stage) => {
    expect(stageProblems({ signInPages: { domainPrefix: "mine" } }, stage)).toEqual([
      expect.stringContaining(`config/${stage}.yml: (its name): is the stage's, and part of the functions' names`),
    ]);
    expect(stageProblems({ signInPages: { domainPrefix: "mine" } }, "a".repeat(23))).toEqual([]);
  });

  it("accounts that are linked where capitals part them", () => {
    const capitals = { userPool: { caseSensitive: true } };
    expect(stageProblems(capitals)).toEqual([]);
    expect(stageProblems(capitals, "prod", suiteWith({ linking: { trustedProviders: ["Google"] } }))).toEqual([
      expect.stringContaining("userPool.caseSensitive: suite.config.ts links accounts"),
    ]);
  });

  it("a stage whose name Cognito takes in no domain", () => {
    expect(stageProblems({}, "aws-test")).toEqual([
      expect.stringContaining("signInPages.domainPrefix: Cognito takes no domain"),
    ]);
    expect(stageProblems({ signInPages: { domainPrefix: "mine" } }, "aws-test")).toEqual([]);
  });
});

describe("the sender of a brand", () => {
  const { brands } = suiteWith();
  const suite = (sender: string) => suiteWith({ brands: { ...brands, shop: { ...brands.default, sender } } });
  it.each([
    ["hello@example.com", "example.com"],
    ["Shop <hello@shop.EXAMPLE.com>", "example.com"],
    ["Shop <no-reply@example.com>", "no-reply@example.com"],
  ])("is %s, by the identity %s", (sender, identity) => {
    expect(stageProblems({ mail: { ...leastStage.mail, identity } }, "prod", suite(sender))).toEqual([]);
  });

  it.each([
    ["Shop <hello@shop.example>", "example.com", "hello@shop.example"],
    ["hello@notexample.com", "example.com", "hello@notexample.com"],
    ["hello@example.com", "no-reply@example.com", "hello@example.com"],
  ])("is not %s, by the identity %s, which sendMail may not mail by", (sender, identity, address) => {
    expect(stageProblems({ mail: { ...leastStage.mail, identity } }, "prod", suite(sender))).toEqual([
      `config/prod.yml: mail.identity: the brand "shop" of suite.config.ts mails as ${address}, which is not within ${identity}: take an address of it`,
    ]);
  });

  it("is anybody's on a laptop, which mails nobody", () => {
    expect(stageProblems({}, "local", suite("hello@shop.example"))).toEqual([]);
  });
});

describe("a stage of another name", () => {
  it("is as careful as prod", () => {
    const { stage: _, name: __, ...other } = stageWith({}, "preview");
    const { stage: ___, name: ____, ...prod } = stageWith({}, "prod");
    expect(other).toEqual(prod);
  });
});
