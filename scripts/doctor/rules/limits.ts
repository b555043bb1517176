import type { Problem, Rules } from "../finding.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const limits = { Resources: 500, Outputs: 200, Parameters: 200 };

/** What CloudFormation takes at most. */
export const limitRules = {
  "template-size": ({ template, bytes }): Problem[] => [
    ...Object.entries(limits).flatMap(([part, most]) => {
      const count = Object.keys(template[part as keyof typeof limits] ?? {}).length;
      return count > most
        ? [
            {
              resource: "template",
              wrong: `it has ${count} ${part}, and CloudFormation takes ${most}.`,
              fix: "split the stack.",
            },
          ]
        : [];
    }),
    ...(bytes > 1_000_000
      ? [
          {
            resource: "template",
            wrong: `it has ${bytes} bytes, and CloudFormation takes 1 MB.`,
            fix: "split the stack.",
          },
        ]
      : []),
    ...(bytes > 51_200 && bytes <= 1_000_000
      ? [
          {
            resource: "template",
            wrong: `it has ${bytes} bytes, more than the 51,200 that go without a bucket.`,
            fix: "nothing: the Serverless Framework uploads it; by hand, give --s3-bucket to aws cloudformation deploy.",
            note: true as const,
          },
        ]
      : []),
  ],

  "template-transform": ({ template }): Problem[] =>
    template.Transform === undefined
      ? []
      : [
          {
            resource: "template",
            wrong: "it has a Transform, and what that makes of it is not checked.",
            fix: "give the processed template: aws cloudformation get-template --template-stage Processed.",
            note: true,
          },
        ],
} satisfies Rules;
