import type { Rules } from "../finding.ts";
import { clientsOf } from "../relations.ts";
import { at, type Named, possible, type Template } from "../template.ts";

const seconds: Record<string, number> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };
const hour = 3_600;
const day = 86_400;

/** What Cognito takes when nothing is said. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
const tokens = {
  AccessToken: { unit: "hours", otherwise: 1, least: 300, most: day, sane: 12 * hour },
  IdToken: { unit: "hours", otherwise: 1, least: 300, most: day, sane: 12 * hour },
  RefreshToken: { unit: "days", otherwise: 30, least: hour, most: 3_650 * day, sane: 365 * day },
};

type Token = keyof typeof tokens;

const lifeOf = (template: Template, { properties }: Named, token: Token): number => {
  const { unit, otherwise } = tokens[token];
  const [count = otherwise] = possible(template, properties[`${token}Validity`]);
  const [given = unit] = possible(template, at(properties, "TokenValidityUnits", token));
  return Number(count) * (seconds[String(given)] ?? Number.NaN);
};

/** How long tokens are good for. */
export const tokenLifeRules = {
  "token-life": ({ template }) =>
    clientsOf(template).flatMap((client) =>
      (Object.keys(tokens) as Token[]).flatMap((token) => {
        const life = lifeOf(template, client, token);
        const { least, most, sane } = tokens[token];
        const shown = `${token}Validity is ${life / hour} hours`;
        if (Number.isNaN(life) || life < least || life > most)
          return [
            {
              resource: client.id,
              wrong: `${shown}, which Cognito refuses.`,
              fix: `stay within ${least / 60} minutes and ${most / hour} hours, and look at TokenValidityUnits.${token}.`,
            },
          ];
        return life > sane
          ? [
              {
                resource: client.id,
                wrong: `${shown}, and so long does a stolen one work.`,
                fix: `stay within ${sane / hour} hours.`,
              },
            ]
          : [];
      }),
    ),

  "token-life-order": ({ template }) =>
    clientsOf(template)
      .filter(
        (client) =>
          lifeOf(template, client, "RefreshToken") <
          Math.max(lifeOf(template, client, "AccessToken"), lifeOf(template, client, "IdToken")),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "a refresh token ends before the tokens that it refreshes.",
        fix: "set RefreshTokenValidity longer than the others.",
      })),
} satisfies Rules;
