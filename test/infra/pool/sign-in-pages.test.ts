import { describe, expect, it } from "@jest/globals";
import { signInPages } from "../../../infra/pool/sign-in-pages.ts";
import { stageWith } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

const back = { callbackUrls: ["https://app.example.com/"] };
const existing = { userPool: { existing: "eu-west-1_AbC", appClientIds: ["a"] } };
const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/1";

describe("the sign-in pages", () => {
  const build = (changes: object, stage = "prod") => signInPages(stageWith(changes, stage), suiteWith());

  it.each<[string, object, object, object]>([
    [
      "use a Cognito domain with the account ID",
      {},
      { Domain: { "Fn::Sub": "sign-in-prod-${AWS::AccountId}" }, ManagedLoginVersion: 2 },
      { "Fn::Sub": "https://sign-in-prod-${AWS::AccountId}.auth.${AWS::Region}.amazoncognito.com" },
    ],
    [
      "use a Cognito domain with a custom prefix",
      { signInPages: { domainPrefix: "acme" } },
      { Domain: { "Fn::Sub": "acme" } },
      { "Fn::Sub": "https://acme.auth.${AWS::Region}.amazoncognito.com" },
    ],
  ])("%s", (_, settings, domain, url) => {
    const { Resources, Outputs } = build(settings);
    expect(Resources["SignInDomain"]?.Properties).toMatchObject(domain);
    expect(Outputs).toMatchObject({ SignInUrl: { Value: url } });
  });

  it("use a custom domain, with its DNS record", () => {
    const { Resources, Outputs } = build({
      signInPages: { domain: "accounts.example.com", certificate, hostedZone: "Z0123456789" },
    });
    expect(Resources["SignInDomain"]?.Properties).toMatchObject({
      Domain: "accounts.example.com",
      CustomDomainConfig: { CertificateArn: certificate },
    });
    expect(Resources["SignInDomainRecord"]?.Properties).toMatchObject({
      Name: "accounts.example.com",
      AliasTarget: { DNSName: { "Fn::GetAtt": ["SignInDomain", "CloudFrontDistribution"] } },
    });
    expect(Outputs).toHaveProperty("SignInDomainTarget");
  });

  it("have a style for each client with callback URLs, in its brand's colours", () => {
    const { Resources } = build({
      clients: { web: { ...back, brand: "northwind" }, server: { kind: "confidential" } },
    });
    expect(Object.keys(Resources)).toEqual(["SignInDomain", "WebClientStyle"]);
    const { colours } = suiteWith().brands["northwind"] ?? suiteWith().brands.default;
    expect(Resources["WebClientStyle"]?.Properties).toMatchObject({
      ClientId: { Ref: "WebClient" },
      Settings: {
        components: {
          pageBackground: { image: { enabled: false }, lightMode: { color: `${colours.background.slice(1)}ff` } },
          primaryButton: {
            lightMode: { defaults: { backgroundColor: `${colours.primary.slice(1)}ff` } },
            darkMode: { defaults: { backgroundColor: `${colours.dark.primary.slice(1)}ff` } },
          },
        },
      },
    });
  });

  it("have Cognito's own style if the settings choose it", () => {
    const { Resources } = build({ clients: { web: back }, signInPages: { branding: "cognito" } });
    expect(Resources["WebClientStyle"]?.Properties).toEqual({
      UserPoolId: { Ref: "CognitoUserPoolUsers" },
      ClientId: { Ref: "WebClient" },
      UseCognitoProvidedValues: true,
    });
  });

  it.each([
    ["are switched off", { signInPages: { enabled: false } }],
    ["belong to an existing pool", existing],
  ])("are not created if they %s", (_, settings) => {
    expect(build(settings).Resources).toEqual({});
  });
});
