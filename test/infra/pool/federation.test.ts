import { describe, expect, it } from "@jest/globals";
import { federation } from "../../../infra/pool/federation.ts";
import { stageWith } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

const back = { callbackUrls: ["https://app.example.com/"] };
const providers = {
  federation: {
    google: { clientId: "123", secret: "suite/google" },
    facebook: { clientId: "123", secret: "suite/facebook#appSecret" },
    amazon: { clientId: "123", secret: "suite/amazon" },
    apple: { servicesId: "com.example.web", teamId: "ABCDE12345", keyId: "FGHIJ67890", secret: "suite/apple" },
    saml: { "My-Okta": { metadataUrl: "https://example.okta.com/metadata", identifiers: ["example.org"] } },
    oidc: { Keycloak: { clientId: "suite", secret: "suite/keycloak", issuer: "https://login.example.org" } },
  },
};

describe("a provider", () => {
  const { Resources } = federation(stageWith({ clients: { web: back }, ...providers }), suiteWith());

  it.each([
    [
      "GoogleProvider",
      "Google",
      {
        client_id: "123",
        authorize_scopes: "openid email profile",
        client_secret: "{{resolve:secretsmanager:suite/google:SecretString}}",
      },
    ],
    [
      "FacebookProvider",
      "Facebook",
      { client_secret: "{{resolve:secretsmanager:suite/facebook:SecretString:appSecret}}" },
    ],
    ["LoginWithAmazonProvider", "LoginWithAmazon", { authorize_scopes: "profile" }],
    [
      "SignInWithAppleProvider",
      "SignInWithApple",
      {
        team_id: "ABCDE12345",
        key_id: "FGHIJ67890",
        private_key: "{{resolve:secretsmanager:suite/apple:SecretString}}",
      },
    ],
    [
      "MyOktaProvider",
      "SAML",
      { MetadataURL: "https://example.okta.com/metadata", RequestSigningAlgorithm: "rsa-sha256", IDPInit: "false" },
    ],
    ["KeycloakProvider", "OIDC", { oidc_issuer: "https://login.example.org", attributes_request_method: "GET" }],
  ])("%s is of type %s", (name, type, details) => {
    expect(Resources[name]?.Properties).toMatchObject({ ProviderType: type, ProviderDetails: details });
  });

  it("maps its attributes and has its domains as identifiers", () => {
    expect(Resources["MyOktaProvider"]?.Properties).toMatchObject({
      ProviderName: "My-Okta",
      IdpIdentifiers: ["example.org"],
      AttributeMapping: { email: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress" },
    });
  });

  it("keeps its secret out of the template", () => {
    expect(JSON.stringify(Resources).match(/"(?:client_secret|private_key)":"(?!\{\{resolve:)/g)).toBeNull();
  });
});
