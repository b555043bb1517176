import { explained } from "./explained.ts";
import type { Explained } from "./explanation.ts";
import type { Finding } from "./finding.ts";
import type { Template } from "./template.ts";

const typeOf = (template: Template, { resource }: Finding) => template.Resources[resource]?.Type;

const explains = (template: Template, finding: Finding) => (one: Explained) =>
  one.rule === finding.rule &&
  one.type === typeOf(template, finding) &&
  (one.resource?.test(finding.resource) ?? true) &&
  (one.says?.test(finding.wrong) ?? true);

const unused = (template: Template, findings: readonly Finding[], reasons: readonly Explained[]): Finding[] =>
  reasons
    .filter(({ chosen }) => !chosen)
    .filter(({ type }) => Object.values(template.Resources).some(({ Type }) => Type === type))
    .filter((one) => !findings.some((finding) => explains(template, finding)(one)))
    .map(({ rule, type, resource }) => ({
      rule: "explanation-unused",
      resource: "scripts/doctor/explained.ts",
      wrong: `${rule} of ${type}${resource ? ` ${resource.source}` : ""} is explained, but is no longer found.`,
      fix: "remove the explanation.",
    }));

/** The findings that nobody explained, and the explanations that nothing needs. */
export const openFindings = (
  template: Template,
  findings: readonly Finding[],
  production: boolean,
  all: readonly Explained[] = explained,
): Finding[] => {
  const reasons = all.filter((one) => (one.production ?? production) === production);
  return [
    ...findings.filter((finding) => !reasons.some(explains(template, finding))),
    ...unused(template, findings, reasons),
  ];
};
