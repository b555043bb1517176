import { didYouMean } from "../did-you-mean.ts";
import { verifiedAttributes } from "../forms.ts";
import type { ClientRule } from "./client-rule.ts";
import { providersOf } from "./providers.ts";
import type { CheckedStage, StageRule } from "./rule.ts";

const prefix = "custom:";

const findCustomAttribute = ({ userPool: { customAttributes } }: CheckedStage, name: string) => {
  const own = name.slice(prefix.length);
  return name.startsWith(prefix) && Object.hasOwn(customAttributes, own) ? customAttributes[own] : undefined;
};

/** What a client reads and writes, and what its users must write. */
export const checkClientAttributes: ClientRule = (
  { readAttributes = [], writeAttributes, providers },
  refuse,
  settings,
) => {
  for (const name of readAttributes)
    if (findCustomAttribute(settings, name)?.readableBy === "nobody")
      refuse("readAttributes", `${name} is readableBy: nobody: remove it`);
  if (writeAttributes === undefined) return;
  for (const name of writeAttributes) {
    if (verifiedAttributes.includes(name)) refuse("writeAttributes", `only Cognito writes ${name}: remove it`);
    if (findCustomAttribute(settings, name)?.writableBy === "nobody")
      refuse("writeAttributes", `${name} is writableBy: nobody: remove it`);
  }
  const mapped = providersOf(settings.federation, providers).flatMap(({ attributes }) => Object.keys(attributes));
  const writable = [...writeAttributes, ...verifiedAttributes];
  const missing = [...settings.userPool.requiredAttributes, ...mapped].filter((name) => !writable.includes(name));
  if (missing.length > 0)
    refuse("writeAttributes", `lacks attributes that sign-up writes: add ${[...new Set(missing)].join(", ")}`);
};

/** What identity providers map. */
export const checkMappedAttributes: StageRule = (settings, refuse, { suite }) => {
  for (const { name, path, attributes } of providersOf(settings.federation)) {
    for (const attribute of Object.keys(attributes)) {
      const { mutable, writableBy } = findCustomAttribute(settings, attribute) ?? {};
      const wrong = mutable === false ? "mutable: false" : writableBy === "nobody" && "writableBy: nobody";
      if (wrong)
        refuse(`${path}.attributes.${attribute}`, `is written at every sign-in, which ${wrong} forbids: remove it`);
    }
    // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
    for (const attribute of settings.userPool.requiredAttributes)
      if (!Object.hasOwn(attributes, attribute))
        refuse(`${path}.attributes`, `the pool requires ${attribute}, and Cognito refuses users without it: map it`);
    if (suite.linking?.trustedProviders.includes(name) && !Object.hasOwn(attributes, "email_verified"))
      refuse(`${path}.attributes`, "suite.config.ts trusts the email addresses of this provider: map email_verified");
  }
};

/** What suite.config.ts copies to the profile or uses in claims, unless the pool exists already. */
export const checkUsedAttributes: StageRule = (settings, refuse, { suite }) => {
  const { existing, customAttributes } = settings.userPool;
  const readOnly = suite.tokens?.readOnlyAttributes ?? [];
  const used = new Set([...suite.profile.attributes, ...readOnly].filter((name) => name.startsWith(prefix)));
  for (const name of existing === undefined ? used : []) {
    const own = name.slice(prefix.length);
    const attribute = findCustomAttribute(settings, name);
    const refuseIt = (message: string) => refuse(`userPool.customAttributes.${own}`, message);
    if (!attribute) refuseIt(`missing: suite.config.ts uses ${name}${didYouMean(own, Object.keys(customAttributes))}`);
    else if (readOnly.includes(name) && attribute.writableBy !== "nobody")
      refuseIt("suite.config.ts makes claims of it, so no app client may write it: set writableBy: nobody");
  }
};
