import { SettingsError } from "../../../src/errors.ts";
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

/** The mails that options count. @throws SettingsError if one is not a number */
export const readMails = ({
  "per-day": day,
  "per-second": second,
}: {
  "per-day"?: string;
  "per-second"?: string;
}): Mails => {
  for (const [name, text] of Object.entries({ "per-day": day, "per-second": second }))
    if (text !== undefined && !/^\d+(?:\.\d+)?$/.test(text))
      throw new SettingsError(`--${name} ${text} is not a number of mails. Write --${name} 500.`);
  return { ...(day && { perDay: Number(day) }), ...(second && { perSecond: Number(second) }) };
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
