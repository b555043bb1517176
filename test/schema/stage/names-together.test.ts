import { itRefuses, itTakes } from "../../support/refuses.ts";

const web = (changes: object) => ({ clients: { web: changes } });
const api = { orders: { identifier: "https://api.example.com", scopes: { read: "Reads orders" } } };
const robot = { kind: "machine", scopes: ["https://api.example.com/read"] };
const back = { callbackUrls: ["https://app.example.com/"] };
const metadataUrl = "https://login.example.org/metadata";
const google = { clientId: "123", secret: "suite/google" };

itTakes([["groups with names in another script", { userPool: { groups: { 客户: {}, 员工: {} } } }]]);

itRefuses([
  [
    "two groups with the same name in CloudFormation",
    { userPool: { groups: { "field-staff": {}, fieldStaff: {} } } },
    "userPool.groups.fieldStaff: has the same name as field-staff in CloudFormation, which uses only letters",
  ],
  [
    "two providers with the same name in CloudFormation",
    { federation: { saml: { "my-idp": { metadataUrl }, myIdp: { metadataUrl } } }, ...web(back) },
    "federation.saml.myIdp: has the same name as my-idp in CloudFormation, which uses only letters and digits: rename one",
  ],
  [
    "two providers with the same name",
    {
      federation: { saml: { Okta: { metadataUrl } }, oidc: { Okta: { ...google, issuer: "https://x.example.com" } } },
      ...web(back),
    },
    "federation.oidc.Okta: has the same name as Okta in CloudFormation, which uses only letters and digits: rename one",
  ],
  [
    "two providers with the same mail domain",
    {
      federation: {
        saml: { One: { metadataUrl, identifiers: ["Acme.com"] }, Two: { metadataUrl, identifiers: ["acme.com"] } },
      },
      ...web(back),
    },
    "federation.saml.Two.identifiers: acme.com also belongs to another provider: remove it from one",
  ],
  [
    "two resource servers with the same identifier",
    { resourceServers: { ...api, again: { identifier: "https://api.example.com", scopes: { write: "Writes" } } } },
    "resourceServers.again.identifier: https://api.example.com also belongs to another resource server:",
  ],
  [
    "an unknown scope",
    web({ scopes: ["openid", "orders"] }),
    'clients.web.scopes: there is no scope "orders"; choose openid, email, phone, profile, or',
  ],
  [
    "a machine client with a user scope",
    { resourceServers: api, clients: { robot: { ...robot, scopes: ["openid"] } } },
    'clients.robot.scopes: there is no scope for machines "openid"; choose https://api.example.com/read',
  ],
  [
    "an unknown attribute",
    web({ readAttributes: ["custom:shoe"] }),
    'clients.web.readAttributes: there is no attribute "custom:shoe"; add it to userPool.customAttributes',
  ],
  [
    "an unknown brand",
    web({ brand: "acme" }),
    'clients.web.brand: there is no brand "acme"; choose default or northwind',
  ],
  [
    "an unknown provider",
    web({ providers: ["Google"] }),
    'clients.web.providers: there is no provider "Google"; choose COGNITO',
  ],
  [
    "an unknown mapped attribute",
    { federation: { google: { ...google, attributes: { "custom:hair": "hair" } } }, ...web(back) },
    'federation.google.attributes: there is no attribute "custom:hair"; add it to userPool.customAttributes',
  ],
]);
