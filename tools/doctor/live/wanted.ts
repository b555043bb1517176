import { isObject } from "../../../schema/is-object.ts";
import { listStatements } from "../statements.ts";
import { getProperty, listResources, type Template, toText } from "../template.ts";

/** The mails that you will send. */
export type MailVolume = { perDay?: number; perSecond?: number };

/** What a template needs in the account, except what only the deployment knows. */
export type Requirements = MailVolume & {
  /** The SES identities that send mail. */
  identities: string[];
  configurationSets: string[];
  /** Names of pools, and the triggers that they should call. */
  pools: { name: string; triggers: string[] }[];
};

const keepLiteral = (text: string): string[] => (text === "" || text.includes("${") ? [] : [text]);

export const listRequirements = (template: Template): Requirements => {
  const pools = listResources(template, "AWS::Cognito::UserPool");
  const arns = [
    ...pools.map(({ properties }) => toText(getProperty(properties, "EmailConfiguration", "SourceArn"))),
    ...listStatements(template).flatMap(({ resources }) => resources),
  ];
  return {
    identities: [...new Set(arns.flatMap((arn) => keepLiteral(/:ses:.*:identity\/([^*]+)$/.exec(arn)?.[1] ?? "")))],
    configurationSets: listResources(template, "AWS::SES::ConfigurationSet").flatMap(({ properties }) =>
      keepLiteral(toText(properties["Name"])),
    ),
    pools: pools.flatMap(({ properties: { UserPoolName: name, LambdaConfig: triggers } }) =>
      keepLiteral(toText(name)).map((text) => ({
        name: text,
        triggers: Object.keys(isObject(triggers) ? triggers : {}).filter((key) => key !== "KMSKeyID"),
      })),
    ),
  };
};
