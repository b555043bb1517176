import type { StageSettings } from "../schema/read.ts";
import { newRetentionPolicies, type Template } from "./template.ts";

/** The suite's only table. */
export const table = ({
  name,
  deletionProtection,
  retain,
}: Pick<StageSettings, "name" | "deletionProtection" | "retain">): Template => ({
  Resources: {
    SuiteTable: {
      Type: "AWS::DynamoDB::Table",
      ...newRetentionPolicies(retain),
      Properties: {
        TableName: name,
        BillingMode: "PAY_PER_REQUEST",
        DeletionProtectionEnabled: deletionProtection,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true },
        AttributeDefinitions: [
          { AttributeName: "pk", AttributeType: "S" },
          { AttributeName: "sk", AttributeType: "S" },
          { AttributeName: "duePk", AttributeType: "S" },
          { AttributeName: "dueAt", AttributeType: "N" },
        ],
        KeySchema: [
          { AttributeName: "pk", KeyType: "HASH" },
          { AttributeName: "sk", KeyType: "RANGE" },
        ],
        // Sparse: only owed mails have duePk, so the sweep reads nothing else.
        GlobalSecondaryIndexes: [
          {
            IndexName: "owed",
            KeySchema: [
              { AttributeName: "duePk", KeyType: "HASH" },
              { AttributeName: "dueAt", KeyType: "RANGE" },
            ],
            Projection: { ProjectionType: "KEYS_ONLY" },
          },
        ],
        StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
        TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
      },
    },
  },
});
