import { toLogicalName } from "../../schema/logical-name.ts";
import type { StageSettings } from "../../schema/read.ts";
import type { Suite } from "../../src/settings/suite.ts";
import type { Brand, Colour, Palette } from "../../src/templates/brand.ts";
import { emptyTemplate, type Resource, refTo, substitute, type Template, type TemplatePart } from "../template.ts";
import { clientLogicalName } from "./app-clients.ts";

const pool = refTo("CognitoUserPoolUsers");

/** As managed login writes a colour: with its opacity, without #. */
const toOpaque = (colour: Colour): string => `${colour.slice(1).toLowerCase()}ff`;

type Mode = "lightMode" | "darkMode";

const buttonColours = (tone: Mode, { primary, onPrimary }: Palette) => {
  const colours = { backgroundColor: toOpaque(primary), textColor: toOpaque(onPrimary) };
  return { [tone]: { defaults: colours, hover: colours, active: colours } };
};

const forBothModes = (colours: Brand["colours"], make: (tone: Mode, palette: Palette) => object): object => ({
  ...make("lightMode", colours),
  ...make("darkMode", colours.dark),
});

/**
 * The brand's colours in the designer's document. What it does not name stays Cognito's own.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-brandingdesigner.html
 */
export const buildBranding = ({ colours }: Brand) => ({
  categories: { global: { colorSchemeMode: "DYNAMIC" } },
  componentClasses: {
    link: forBothModes(colours, (tone, { primary }) => ({
      [tone]: { defaults: { textColor: toOpaque(primary) }, hover: { textColor: toOpaque(primary) } },
    })),
    focusState: forBothModes(colours, (tone, { primary }) => ({ [tone]: { borderColor: toOpaque(primary) } })),
    inputLabel: forBothModes(colours, (tone, { text }) => ({ [tone]: { textColor: toOpaque(text) } })),
    inputDescription: forBothModes(colours, (tone, { muted }) => ({ [tone]: { textColor: toOpaque(muted) } })),
  },
  components: {
    // Cognito's own picture would cover the colour.
    pageBackground: {
      image: { enabled: false },
      ...forBothModes(colours, (tone, { background }) => ({ [tone]: { color: toOpaque(background) } })),
    },
    form: forBothModes(colours, (tone, { surface }) => ({ [tone]: { backgroundColor: toOpaque(surface) } })),
    pageText: forBothModes(colours, (tone, { text }) => ({
      [tone]: { headingColor: toOpaque(text), bodyColor: toOpaque(text), descriptionColor: toOpaque(text) },
    })),
    primaryButton: forBothModes(colours, buttonColours),
  },
});

/** A client without a style has no sign-in page at all, so each gets one. */
const buildStyles = ({ clients, signInPages }: StageSettings, suite: Suite): Record<string, Resource> =>
  Object.fromEntries(
    Object.entries(clients)
      .filter(([, { kind, callbackUrls }]) => kind !== "machine" && callbackUrls.length > 0)
      .map(([name, { brand }]) => [
        toLogicalName(name, "client", "style"),
        {
          Type: "AWS::Cognito::ManagedLoginBranding",
          Properties: {
            UserPoolId: pool,
            ClientId: refTo(clientLogicalName(name)),
            ...(signInPages.branding === "brand"
              ? { Settings: buildBranding(suite.brands[brand] ?? suite.brands.default) }
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

const buildOwnDomain = ({ signInPages: { domain, certificate, hostedZone } }: StageSettings): Template => ({
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

const buildPrefixDomain = (settings: StageSettings): Template => ({
  Resources: {
    SignInDomain: {
      Type: "AWS::Cognito::UserPoolDomain",
      Properties: { UserPoolId: pool, Domain: substitute(prefixOf(settings)), ManagedLoginVersion: 2 },
    },
  },
  Outputs: {
    SignInUrl: { Value: substitute(`https://${prefixOf(settings)}.auth.\${AWS::Region}.amazoncognito.com`) },
  },
});

/** Managed login: Cognito's pages to sign in and up, at a domain, in the brands' colours. */
export const signInPages: TemplatePart = (settings, suite) => {
  if (settings.userPool.existing || !settings.signInPages.enabled) return emptyTemplate;
  const { Resources, Outputs = {} } = settings.signInPages.domain
    ? buildOwnDomain(settings)
    : buildPrefixDomain(settings);
  return { Resources: { ...Resources, ...buildStyles(settings, suite) }, Outputs };
};
