import { providersOf } from "./providers.ts";
import type { Rule } from "./rule.ts";

/**
 * Attributes that claims come from are nobody's to write in this stage. A pool that was there before is not the stack's to
 * look into: there the setting is the word of whoever wrote it.
 */
export const readOnlyAttributes: Rule = ({ userPool, federation }, { suite }) => {
  if (userPool.existing !== undefined) return [];
  return (suite.tokens?.readOnlyAttributes ?? []).flatMap((name) => {
    const own = name.slice("custom:".length);
    const attribute = Object.hasOwn(userPool.customAttributes, own) ? userPool.customAttributes[own] : undefined;
    const provider = providersOf(federation).find(({ attributes }) => Object.hasOwn(attributes, name));
    return [
      ...(attribute?.writableBy === "nobody"
        ? []
        : [
            {
              path: `userPool.customAttributes.${own}`,
              message: "suite.config.ts makes claims of it, so no app client may write it: give it writableBy: nobody",
            },
          ]),
      ...(provider
        ? [
            {
              path: provider.path,
              message: `brings ${name}, which app clients then have to be able to write, and suite.config.ts makes claims of it: leave it out`,
            },
          ]
        : []),
    ];
  });
};
