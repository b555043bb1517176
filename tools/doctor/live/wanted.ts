import { statementsOf } from "../statements.ts";
import { at, isObject, resourcesOf, type Template, textOf } from "../template.ts";

/** Mails that somebody is going to send. */
export type Mails = { perDay?: number; perSecond?: number };

/** What the template relies on and the account has to have. Names that only the deployment knows are not among it. */
export type Wanted = Mails & {
  /** The SES identities that mails come from. */
  identities: string[];
  configurationSets: string[];
  /** Pools by name, with the triggers that they should call. */
  pools: { name: string; triggers: string[] }[];
};

const literal = (text: string): string[] => (text === "" || text.includes("${") ? [] : [text]);

/** @see Wanted */
export const wantedOf = (template: Template): Wanted => {
  const pools = resourcesOf(template, "AWS::Cognito::UserPool");
  const arns = [
    ...pools.map(({ properties }) => textOf(at(properties, "EmailConfiguration", "SourceArn"))),
    ...statementsOf(template).flatMap(({ resources }) => resources),
  ];
  return {
    identities: [...new Set(arns.flatMap((arn) => literal(/:ses:.*:identity\/([^*]+)$/.exec(arn)?.[1] ?? "")))],
    configurationSets: resourcesOf(template, "AWS::SES::ConfigurationSet").flatMap(({ properties }) =>
      literal(textOf(properties["Name"])),
    ),
    pools: pools.flatMap(({ properties: { UserPoolName: name, LambdaConfig: triggers } }) =>
      literal(textOf(name)).map((text) => ({
        name: text,
        triggers: Object.keys(isObject(triggers) ? triggers : {}).filter((key) => key !== "KMSKeyID"),
      })),
    ),
  };
};
