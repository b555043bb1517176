import { type Rule, when } from "./rule.ts";

/**
 * Attributes that claims come from are nobody's to write in this stage, and so no provider brings them. A pool that was
 * there before is not the stack's to look into: there the setting is the word of whoever wrote it.
 */
export const readOnlyAttributes: Rule = ({ userPool }, { suite }) => {
  if (userPool.existing !== undefined) return [];
  return (suite.tokens?.readOnlyAttributes ?? []).flatMap((name) => {
    const own = name.slice("custom:".length);
    const attribute = Object.hasOwn(userPool.customAttributes, own) ? userPool.customAttributes[own] : undefined;
    return when(
      attribute?.writableBy !== "nobody",
      `userPool.customAttributes.${own}`,
      "suite.config.ts makes claims of it, so no app client may write it: give it writableBy: nobody",
    );
  });
};
