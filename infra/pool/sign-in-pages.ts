import { logicalName } from "../../schema/logical-name.ts";
import type { StageSettings } from "../../schema/read.ts";
import type { Suite } from "../../src/settings/suite.ts";
import type { Brand, Colour, Palette } from "../../src/templates/brand.ts";
import { nothing, type Resource, ref, sub, type Template, type TemplatePart } from "../template.ts";
import { clientResource } from "./app-clients.ts";

const pool = ref("CognitoUserPoolUsers");

/** As managed login writes a colour: with its opacity, without #. */
const opaque = (colour: Colour): string => `${colour.slice(1).toLowerCase()}ff`;

type Tone = "lightMode" | "darkMode";

const button = (tone: Tone, { primary, onPrimary }: Palette) => {
  const colours = { backgroundColor: opaque(primary), textColor: opaque(onPrimary) };
  return { [tone]: { defaults: colours, hover: colours, active: colours } };
};

const inTones = (colours: Brand["colours"], make: (tone: Tone, palette: Palette) => object): object => ({
  ...make("lightMode", colours),
  ...make("darkMode", colours.dark),
});

/**
 * The brand's colours in the designer's document. What it does not name stays Cognito's own.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-brandingdesigner.html
 */
export const brandingSettings = ({ colours }: Brand) => ({
  categories: { global: { colorSchemeMode: "DYNAMIC" } },
  componentClasses: {
    link: inTones(colours, (tone, { primary }) => ({
      [tone]: { defaults: { textColor: opaque(primary) }, hover: { textColor: opaque(primary) } },
    })),
    focusState: inTones(colours, (tone, { primary }) => ({ [tone]: { borderColor: opaque(primary) } })),
    inputLabel: inTones(colours, (tone, { text }) => ({ [tone]: { textColor: opaque(text) } })),
    inputDescription: inTones(colours, (tone, { muted }) => ({ [tone]: { textColor: opaque(muted) } })),
  },
  components: {
    // Cognito's own picture would cover the colour.
    pageBackground: {
      image: { enabled: false },
      ...inTones(colours, (tone, { background }) => ({ [tone]: { color: opaque(background) } })),
    },
    form: inTones(colours, (tone, { surface }) => ({ [tone]: { backgroundColor: opaque(surface) } })),
    pageText: inTones(colours, (tone, { text }) => ({
      [tone]: { headingColor: opaque(text), bodyColor: opaque(text), descriptionColor: opaque(text) },
    })),
    primaryButton: inTones(colours, button),
  },
});

/** A client without a style has no sign-in page at all, so each gets one. */
const stylesOf = ({ clients, signInPages }: StageSettings, suite: Suite): Record<string, Resource> =>
  Object.fromEntries(
    Object.entries(clients)
      .filter(([, { kind, callbackUrls }]) => kind !== "machine" && callbackUrls.length > 0)
      .map(([name, { brand }]) => [
        logicalName(name, "client", "style"),
        {
          Type: "AWS::Cognito::ManagedLoginBranding",
          Properties: {
            UserPoolId: pool,
            ClientId: ref(clientResource(name)),
            ...(signInPages.branding === "brand"
              ? { Settings: brandingSettings(suite.brands[brand] ?? suite.brands.default) }
              : { UseCognitoProvidedValues: true }),
          },
        },
      ]),
  );

/** Unique in the region by the account's number, until the settings give one that reads better. */
const prefixOf = ({ stage, signInPages }: StageSettings): string =>
  signInPages.domainPrefix ?? `sign-in-${stage}-\${AWS::AccountId}`;

/** CloudFront's own zone, the same for every distribution. */
const cloudFrontZone = "Z2FDTNDATAQYW2";

const ownDomain = ({ signInPages: { domain, certificate, hostedZone } }: StageSettings): Template => ({
  Resources: {
    SignInDomain: {
      Type: "AWS::Cognito::UserPoolDomain",
      Properties: {
        UserPoolId: pool,
        Domain: domain,
        ManagedLoginVersion: 2,
        CustomDomainConfig: { CertificateArn: certificate },
      },
    },
    ...(hostedZone && {
      SignInDomainRecord: {
        Type: "AWS::Route53::RecordSet",
        Properties: {
          HostedZoneId: hostedZone,
          Name: domain,
          Type: "A",
          AliasTarget: {
            DNSName: { "Fn::GetAtt": ["SignInDomain", "CloudFrontDistribution"] },
            HostedZoneId: cloudFrontZone,
          },
        },
      },
    }),
  },
  Outputs: {
    SignInUrl: { Value: `https://${domain}` },
    SignInDomainTarget: {
      Value: { "Fn::GetAtt": ["SignInDomain", "CloudFrontDistribution"] },
      Description: "Where the domain's DNS record points; written for you where signInPages.hostedZone is given",
    },
  },
});

const prefixDomain = (settings: StageSettings): Template => ({
  Resources: {
    SignInDomain: {
      Type: "AWS::Cognito::UserPoolDomain",
      Properties: { UserPoolId: pool, Domain: sub(prefixOf(settings)), ManagedLoginVersion: 2 },
    },
  },
  Outputs: {
    SignInUrl: { Value: sub(`https://${prefixOf(settings)}.auth.\${AWS::Region}.amazoncognito.com`) },
  },
});

/** Managed login: Cognito's pages to sign in and up, at a domain, in the brands' colours. */
export const signInPages: TemplatePart = (settings, suite) => {
  if (settings.userPool.existing || !settings.signInPages.enabled) return nothing;
  const { Resources, Outputs = {} } = settings.signInPages.domain ? ownDomain(settings) : prefixDomain(settings);
  return { Resources: { ...Resources, ...stylesOf(settings, suite) }, Outputs };
};
