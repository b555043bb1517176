import { expect, it } from "@jest/globals";
import { findPrivilege } from "../../../src/rules/people/privilege.ts";

it.each([
  ["role", "role"],
  ["userRoles", "roles"],
  ["is_admin", "admin"],
  ["isadmin", "admin"],
  ["custom:staff", "staff"],
  ["dev:plan", "plan"],
  ["root", "root"],
  ["owner", "owner"],
  ["quota", "quota"],
  ["license", "license"],
  ["licence", "licence"],
  ["creditBalance", "credit"],
  ["tenant-id", "tenant"],
  ["tenantid", "tenant"],
  ["accountId", "account_id"],
  ["org_id", "org_id"],
  ["companyid", "companyid"],
  ["organizationId", "organization_id"],
])("finds the privilege in %s", (name, privilege) => {
  expect(findPrivilege(name)).toBe(privilege);
});

it.each([
  "planet",
  "agentName",
  "controller",
  "company",
  "organisation",
  "accountName",
  "copyright",
  "given_name",
  "locale",
])("finds no privilege in %s", (name) => {
  expect(findPrivilege(name)).toBeUndefined();
});
