import { itRefuses } from "../../support/refuses.ts";

const web = (changes: object) => ({ clients: { web: changes } });
const back = { callbackUrls: ["https://app.example.com/"] };
const google = { clientId: "123", secret: "suite/google" };

itRefuses([
  [
    "OpenID Connect without openid",
    {
      federation: { oidc: { Login: { ...google, issuer: "https://x.example.com", scopes: "email" } } },
      ...web(back),
    },
    "federation.oidc.Login.scopes: lacks openid, which the ID token needs: add it",
  ],
  [
    "SAML metadata that is not XML",
    { federation: { saml: { Okta: { metadata: "okta" } } }, ...web(back) },
    "federation.saml.Okta.metadata: must be the provider's metadata itself, as XML",
  ],
  [
    "a secret instead of its name",
    { federation: { google: { ...google, secret: "GOCSPX-abcdef" } }, ...web(back) },
    "federation.google.secret: must be the name of a secret in Secrets Manager, my/secret or",
  ],
  [
    "a secret name with a space",
    { federation: { google: { ...google, secret: "a b" } }, ...web(back) },
    "federation.google.secret: must be the name of a secret in Secrets Manager, my/secret or",
  ],
  [
    "SAML without metadata",
    { federation: { saml: { Okta: {} } }, ...web(back) },
    "federation.saml.Okta.metadataUrl: missing: write it, or write the XML itself as metadata",
  ],
  [
    "a provider name that Cognito reserves",
    { federation: { oidc: { Google: { ...google, issuer: "https://x.example.com" } } }, ...web(back) },
    'federation.oidc.Google: is reserved by Cognito, or contains "_": choose another',
  ],
  [
    "an issuer without TLS",
    { federation: { oidc: { Login: { ...google, issuer: "http://x.example.com" } } }, ...web(back) },
    'federation.oidc.Login.issuer: must be an https URL, such as "https://www.example.com",',
  ],
]);
