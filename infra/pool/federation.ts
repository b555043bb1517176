import { toLogicalName } from "../../schema/logical-name.ts";
import type { StageSettings } from "../../schema/read.ts";
import { socialProviders } from "../../schema/stage/federation.ts";
import { emptyTemplate, refTo, type TemplatePart } from "../template.ts";

type FederationSettings = StageSettings["federation"];
type Details = Record<string, string>;
type ProviderParts = { name: string; type: string; details: Details; attributes: Details; identifiers?: string[] };

/** CloudFormation reads the secret during the deployment; the template contains only its name. */
const resolveSecret = (secret: string): string => {
  const [name, key] = secret.split("#");
  return key
    ? `{{resolve:secretsmanager:${name}:SecretString:${key}}}`
    : `{{resolve:secretsmanager:${name}:SecretString}}`;
};

const socialProvider = (
  name: string,
  settings: { clientId: string; secret: string; scopes: string; attributes: Details } | undefined,
): ProviderParts[] =>
  settings
    ? [
        {
          name,
          type: name,
          details: {
            client_id: settings.clientId,
            client_secret: resolveSecret(settings.secret),
            authorize_scopes: settings.scopes,
          },
          attributes: settings.attributes,
        },
      ]
    : [];

const appleProvider = (settings: FederationSettings["apple"]): ProviderParts[] =>
  settings
    ? [
        {
          name: socialProviders.apple,
          type: socialProviders.apple,
          details: {
            client_id: settings.servicesId,
            team_id: settings.teamId,
            key_id: settings.keyId,
            private_key: resolveSecret(settings.secret),
            authorize_scopes: settings.scopes,
          },
          attributes: settings.attributes,
        },
      ]
    : [];

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html */
const samlProvider = ([name, settings]: [string, FederationSettings["saml"][string]]): ProviderParts => ({
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

const oidcProvider = ([name, settings]: [string, FederationSettings["oidc"][string]]): ProviderParts => ({
  name,
  type: "OIDC",
  details: {
    client_id: settings.clientId,
    client_secret: resolveSecret(settings.secret),
    attributes_request_method: "GET",
    oidc_issuer: settings.issuer,
    authorize_scopes: settings.scopes,
  },
  attributes: settings.attributes,
  identifiers: settings.identifiers,
});

const listProviders = ({ federation }: StageSettings): ProviderParts[] => [
  ...(["google", "facebook", "amazon"] as const).flatMap((key) =>
    socialProvider(socialProviders[key], federation[key]),
  ),
  ...appleProvider(federation.apple),
  ...Object.entries(federation.saml).map(samlProvider),
  ...Object.entries(federation.oidc).map(oidcProvider),
];

/** The resources that a client depends on, by provider name. */
export const providerLogicalNames = (settings: StageSettings): Record<string, string> =>
  Object.fromEntries(listProviders(settings).map(({ name }) => [name, toLogicalName(name, "provider")]));

export const federation: TemplatePart = (settings) =>
  settings.userPool.existing
    ? emptyTemplate
    : {
        Resources: Object.fromEntries(
          listProviders(settings).map(({ name, type, details, attributes, identifiers = [] }) => [
            toLogicalName(name, "provider"),
            {
              Type: "AWS::Cognito::UserPoolIdentityProvider",
              Properties: {
                UserPoolId: refTo("CognitoUserPoolUsers"),
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
