import type { Artifact } from "../artifacts.ts";
import type { Checked, Problem, Rules } from "../finding.ts";
import { functionOf, resourceOf, roleOf } from "../relations.ts";
import { allowedTo, covers, hasPoliciesElsewhere } from "../statements.ts";
import { filterProblems, filtersOf } from "../stream-filters.ts";
import { at, type Named, type Template, textOf, texts } from "../template.ts";
import { mappingsOf } from "./streams.ts";

const images = ["NewImage", "OldImage"] as const;

/** What a stream's records hold. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-streamspecification.html */
const written: Record<string, readonly string[]> = {
  KEYS_ONLY: [],
  NEW_IMAGE: ["NewImage"],
  OLD_IMAGE: ["OldImage"],
  NEW_AND_OLD_IMAGES: images,
};

/** The table whose stream a mapping reads. */
const tableOf = (template: Template, { properties }: Named): Named | undefined => {
  const source = properties["EventSourceArn"];
  const table = textOf(source ?? "").endsWith(".StreamArn}") ? resourceOf(template, source) : undefined;
  return table?.resource.Type.startsWith("AWS::DynamoDB::") ? table : undefined;
};

const bundleOf = ({ template, artifacts }: Checked, mapping: Named): Promise<Artifact | undefined> | undefined => {
  const reader = functionOf(template, mapping.properties["FunctionName"]);
  return reader && artifacts?.(textOf(at(reader.properties, "Code", "S3Key") ?? ""));
};

const viewProblems = async (checked: Checked, mapping: Named): Promise<Problem[]> => {
  const { template } = checked;
  const table = tableOf(template, mapping);
  const [view = ""] = texts(template, at(table?.properties, "StreamSpecification", "StreamViewType"));
  const has = written[view];
  if (!table || !has) return [];
  const code = [...((await bundleOf(checked, mapping))?.values() ?? [])].join("\n");
  const read = filtersOf(template, mapping).join("\n") + code;
  const missing = images.filter((image) => new RegExp(`\\b${image}\\b`).test(read) && !has.includes(image));
  return missing.length === 0
    ? []
    : [
        {
          resource: table.id,
          wrong: `its stream writes ${view}, and ${mapping.id} reads the ${missing.join(" and the ")} of its records.`,
          fix: "set StreamSpecification.StreamViewType to NEW_AND_OLD_IMAGES.",
        },
      ];
};

/** What Lambda asks of the role before it makes the mapping. */
const reading: ReadonlyArray<{ form: RegExp; actions: readonly string[] }> = [
  {
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/iam-policy-example-lamda-process-dynamodb-streams.html
    form: /\.StreamArn\}$|:dynamodb:.*\/stream\//,
    actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
  },
  {
    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    form: /:sqs:/,
    actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
  },
];

const neededFor = (template: Template, source: unknown): readonly string[] => {
  const isQueue = resourceOf(template, source)?.resource.Type === "AWS::SQS::Queue";
  return reading.find(({ form }) => form.test(isQueue ? ":sqs:" : textOf(source)))?.actions ?? [];
};

/** What a function gets of a table's changes. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export const streamRecordRules = {
  "stream-view": async (checked) =>
    (await Promise.all(mappingsOf(checked.template).map((mapping) => viewProblems(checked, mapping)))).flat(),

  // https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html
  "stream-filter": ({ template }) =>
    mappingsOf(template).flatMap((mapping) =>
      filtersOf(template, mapping).flatMap((pattern) =>
        filterProblems(pattern, tableOf(template, mapping)).map((wrong) => ({
          resource: mapping.id,
          wrong,
          fix: "look at a record of the stream, and name what it has.",
        })),
      ),
    ),

  "stream-permission": ({ template }) =>
    mappingsOf(template).flatMap((mapping): Problem[] => {
      const source = mapping.properties["EventSourceArn"] ?? "";
      const reader = functionOf(template, mapping.properties["FunctionName"]);
      const role = reader && roleOf(template, reader);
      if (!role || hasPoliciesElsewhere(template, role)) return [];
      const own = allowedTo(template, role).filter(({ resources }) =>
        resources.some(
          (arn) => arn === "*" || arn === textOf(source) || (arn.includes("*") && arn.includes("/stream/")),
        ),
      );
      const missing = neededFor(template, source).filter((action) => !own.some((one) => covers(one, action)));
      return missing.length === 0
        ? []
        : [
            {
              resource: role.id,
              wrong: `${mapping.id} reads with it, but it may not ${missing.join(", ")}, and Lambda refuses the mapping.`,
              fix: `allow that on ${textOf(source)}.`,
            },
          ];
    }),
} satisfies Rules;
