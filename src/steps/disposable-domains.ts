/**
 * Domains that give out addresses to be thrown away, one a line. None here: the bundles of those whose settings refuse
 * them get the list of the package disposable-email-domains-js (infra/framework/replacements.cjs).
 */
export const disposableDomains = (): string => "";
