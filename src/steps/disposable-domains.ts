/**
 * Domains of disposable addresses, one per line. Empty here: if the settings refuse them, the bundle gets the list of
 * the package disposable-email-domains-js (infra/framework/replacements.cjs).
 */
export const disposableDomains = (): string => "";
