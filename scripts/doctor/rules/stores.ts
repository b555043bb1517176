import type { Problem, Rules } from "../finding.ts";
import { at, is, isObject, resourcesOf, type Template } from "../template.ts";
import { keptProblems } from "./kept.ts";

const tables = (template: Template) => resourcesOf(template, "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable");
/** A global table says of each replica what a table says once. */
const copies = (properties: Record<string, unknown>): unknown[] =>
  Array.isArray(properties["Replicas"]) ? properties["Replicas"] : [properties];

/** Where data is kept. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const storeRules = {
  "table-kept": ({ template, production }) =>
    tables(template)
      .filter(() => production)
      .flatMap(({ id, resource, properties }): Problem[] => [
        ...(copies(properties).every((copy) => is(template, at(copy, "DeletionProtectionEnabled"), true))
          ? []
          : [{ resource: id, wrong: "one call deletes the table.", fix: "set DeletionProtectionEnabled to true." }]),
        ...keptProblems(id, resource),
      ]),

  "table-recovery": ({ template }) =>
    tables(template)
      .filter(
        ({ properties }) =>
          !copies(properties).every((copy) =>
            is(template, at(copy, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"), true),
          ),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "rows that were lost cannot be brought back.",
        fix: "set PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled to true.",
      })),

  "table-encryption": ({ template }) =>
    tables(template)
      .filter(({ properties }) => !is(template, at(properties, "SSESpecification", "SSEEnabled"), true))
      .map(({ id }) => ({
        resource: id,
        wrong: "its key is DynamoDB's own, whose use nobody can see or stop.",
        fix: "set SSESpecification.SSEEnabled to true.",
      })),

  "queue-encryption": ({ template }) =>
    resourcesOf(template, "AWS::SQS::Queue")
      .filter(
        ({ properties }) =>
          properties["KmsMasterKeyId"] === undefined && !is(template, properties["SqsManagedSseEnabled"], true),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "its messages are not said to be encrypted.",
        fix: "set SqsManagedSseEnabled to true.",
      })),

  "bucket-open": ({ template }) =>
    resourcesOf(template, "AWS::S3::Bucket")
      .filter(
        ({ properties }) =>
          /^Public/.test(String(properties["AccessControl"] ?? "")) ||
          Object.values(
            isObject(properties["PublicAccessBlockConfiguration"]) ? properties["PublicAccessBlockConfiguration"] : {},
          ).includes(false),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "its objects can be made public.",
        fix: "leave AccessControl out, and PublicAccessBlockConfiguration as AWS has it.",
      })),
} satisfies Rules;
