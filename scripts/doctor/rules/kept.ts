import type { Problem } from "../finding.ts";

/** What is left of a resource when the stack goes. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html */
export const keptProblems = (
  id: string,
  { DeletionPolicy, UpdateReplacePolicy }: { DeletionPolicy?: string; UpdateReplacePolicy?: string },
): Problem[] => [
  ...(["Retain", "RetainExceptOnCreate"].includes(DeletionPolicy ?? "")
    ? []
    : [
        {
          resource: id,
          wrong: "it goes with the stack.",
          fix: "set DeletionPolicy to RetainExceptOnCreate or Retain.",
        },
      ]),
  ...(UpdateReplacePolicy === "Retain"
    ? []
    : [
        {
          resource: id,
          wrong: "a change that needs a new one deletes the old one with what it holds.",
          fix: "set UpdateReplacePolicy to Retain.",
        },
      ]),
];
