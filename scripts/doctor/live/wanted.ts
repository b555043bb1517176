import { poolsOf, resourceOf, triggersOf } from "../relations.ts";
import { statementsOf } from "../statements.ts";
import { at, resourcesOf, type Template, textOf } from "../template.ts";

/** What the template relies on and the account has to have. Names that only the deployment knows are left out. */
export type Wanted = {
  /** The SES identities that mails go out as. */
  identities: string[];
  configurationSets: string[];
  /** Pools by name, with the triggers that they should call. */
  pools: { name: string; triggers: string[] }[];
  /** Mails that somebody is going to send. */
  perDay?: number;
  perSecond?: number;
};

const literal = (text: string): string[] => (text === "" || text.includes("${") ? [] : [text]);

/** @see Wanted */
export const wantedOf = (template: Template): Wanted => {
  const made = resourcesOf(template, "AWS::SES::EmailIdentity").map(({ properties }) =>
    textOf(properties["EmailIdentity"] ?? ""),
  );
  const sources = [
    ...poolsOf(template).map(({ properties }) => textOf(at(properties, "EmailConfiguration", "SourceArn") ?? "")),
    ...statementsOf(template).flatMap(({ allow, resources }) => (allow ? resources : [])),
  ];
  return {
    identities: [
      ...new Set([
        ...made.flatMap(literal),
        ...sources.flatMap((arn) => literal(/:ses:.*:identity\/([^*]+)$/.exec(arn)?.[1] ?? "")),
      ]),
    ],
    configurationSets: resourcesOf(template, "AWS::SES::ConfigurationSet").flatMap(({ properties }) =>
      literal(textOf(properties["Name"] ?? "")),
    ),
    pools: poolsOf(template).flatMap((pool) =>
      literal(textOf(pool.properties["UserPoolName"] ?? "")).map((name) => ({
        name,
        triggers: triggersOf(pool)
          .filter(({ value }) => resourceOf(template, value))
          .map((trigger) => trigger.name),
      })),
    ),
  };
};
