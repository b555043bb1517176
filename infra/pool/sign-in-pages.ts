import { toLogicalName } from "../../schema/logical-name.ts";
import type { StageSettings } from "../../schema/read.ts";
import type { Suite } from "../../src/settings/suite.ts";
import type { Brand, Colour, Palette } from "../../src/templates/brand.ts";
import { emptyTemplate, type Resource, refTo, substitute, type Template, type TemplatePart } from "../template.ts";
import { clientLogicalName } from "./app-clients.ts";

const pool = refTo("CognitoUserPoolUsers");

/** A colour as managed login expects it: with opacity, without #. */
const toOpaque = (colour: Colour): string => `${colour.slice(1).toLowerCase()}ff`;

type Mode = "lightMode" | "darkMode";

const buildButton = (tone: Mode, { primary, onPrimary }: Palette) => {
  const colours = { backgroundColor: toOpaque(primary), textColor: toOpaque(onPrimary) };
  return { [tone]: { defaults: colours, hover: colours, active: colours } };
};

const forBothModes = (colours: Brand["colours"], make: (tone: Mode, palette: Palette) => object): object => ({
  ...make("lightMode", colours),
  ...make("darkMode", colours.dark),
});

/**
 * The brand's colours in the format of the branding designer. Cognito keeps its defaults for everything else.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-brandingdesigner.html
 */
const buildBranding = ({ colours }: Brand) => ({
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
    // Cognito's default image would cover the colour.
    pageBackground: {
      image: { enabled: false },
      ...forBothModes(colours, (tone, { background }) => ({ [tone]: { color: toOpaque(background) } })),
    },
    form: forBothModes(colours, (tone, { surface }) => ({ [tone]: { backgroundColor: toOpaque(surface) } })),
    pageText: forBothModes(colours, (tone, { text }) => ({
      [tone]: { headingColor: toOpaque(text), bodyColor: toOpaque(text), descriptionColor: toOpaque(text) },
    })),
    primaryButton: forBothModes(colours, buildButton),
  },
});

/** A client without a style has no sign-in page, so each client gets one. */
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

/** The account number makes the default unique in the region. */
const prefixOf = ({ stage, signInPages }: StageSettings): string =>
  signInPages.domainPrefix ?? `sign-in-${stage}-\${AWS::AccountId}`;

/** CloudFront's hosted zone, the same for every distribution. */
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
      Description: "Target of the domain's DNS record; created for you if signInPages.hostedZone is set",
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

/** Managed login: Cognito's pages for sign-in and sign-up, at a domain, in the brands' colours. */
export const signInPages: TemplatePart = (settings, suite) => {
  if (settings.userPool.existing || !settings.signInPages.enabled) return emptyTemplate;
  const { Resources, Outputs = {} } = settings.signInPages.domain
    ? buildOwnDomain(settings)
    : buildPrefixDomain(settings);
  return { Resources: { ...Resources, ...buildStyles(settings, suite) }, Outputs };
};
