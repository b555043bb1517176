import { logicalName } from "../../schema/logical-name.ts";
import type { StageSettings } from "../../schema/read.ts";
import { nothing, ref, type TemplatePart } from "../template.ts";

type Settings = StageSettings["federation"];
type Details = Record<string, string>;
type Provider = { name: string; type: string; details: Details; attributes: Details; identifiers?: string[] };

/** CloudFormation reads the secret when it deploys; the template has its name alone. */
const resolved = (secret: string): string => {
  const [name, key] = secret.split("#");
  return key
    ? `{{resolve:secretsmanager:${name}:SecretString:${key}}}`
    : `{{resolve:secretsmanager:${name}:SecretString}}`;
};

const social = (
  name: string,
  settings: { clientId: string; secret: string; scopes: string; attributes: Details } | undefined,
): Provider[] =>
  settings
    ? [
        {
          name,
          type: name,
          details: {
            client_id: settings.clientId,
            client_secret: resolved(settings.secret),
            authorize_scopes: settings.scopes,
          },
          attributes: settings.attributes,
        },
      ]
    : [];

const apple = (settings: Settings["apple"]): Provider[] =>
  settings
    ? [
        {
          name: "SignInWithApple",
          type: "SignInWithApple",
          details: {
            client_id: settings.servicesId,
            team_id: settings.teamId,
            key_id: settings.keyId,
            private_key: resolved(settings.secret),
            authorize_scopes: settings.scopes,
          },
          attributes: settings.attributes,
        },
      ]
    : [];

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html */
const saml = ([name, settings]: [string, Settings["saml"][string]]): Provider => ({
  name,
  type: "SAML",
  details: {
    ...(settings.metadataUrl && { MetadataURL: settings.metadataUrl }),
    ...(settings.metadata && { MetadataFile: settings.metadata }),
    ...(settings.signRequests && { RequestSigningAlgorithm: "rsa-sha256" }),
    EncryptedResponses: `${settings.encryptedResponses}`,
    IDPSignout: `${settings.signOut}`,
    IDPInit: `${settings.idpInitiated}`,
  },
  attributes: settings.attributes,
  identifiers: settings.identifiers,
});

const oidc = ([name, settings]: [string, Settings["oidc"][string]]): Provider => ({
  name,
  type: "OIDC",
  details: {
    client_id: settings.clientId,
    client_secret: resolved(settings.secret),
    attributes_request_method: "GET",
    oidc_issuer: settings.issuer,
    authorize_scopes: settings.scopes,
  },
  attributes: settings.attributes,
  identifiers: settings.identifiers,
});

const providers = ({ federation }: StageSettings): Provider[] => [
  ...social("Google", federation.google),
  ...social("Facebook", federation.facebook),
  ...social("LoginWithAmazon", federation.amazon),
  ...apple(federation.apple),
  ...Object.entries(federation.saml).map(saml),
  ...Object.entries(federation.oidc).map(oidc),
];

/** What a client has to wait for before it names its providers, by their names. */
export const providerResources = (settings: StageSettings): Record<string, string> =>
  Object.fromEntries(providers(settings).map(({ name }) => [name, logicalName(name, "provider")]));

/** Where else people come from than the pool itself. */
export const federation: TemplatePart = (settings) =>
  settings.userPool.existing
    ? nothing
    : {
        Resources: Object.fromEntries(
          providers(settings).map(({ name, type, details, attributes, identifiers = [] }) => [
            logicalName(name, "provider"),
            {
              Type: "AWS::Cognito::UserPoolIdentityProvider",
              Properties: {
                UserPoolId: ref("CognitoUserPoolUsers"),
                ProviderName: name,
                ProviderType: type,
                ProviderDetails: details,
                AttributeMapping: attributes,
                ...(identifiers.length > 0 && { IdpIdentifiers: identifiers }),
              },
            },
          ]),
        ),
      };
