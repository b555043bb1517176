/** The function in serverless.yml for each trigger of the pool. */
export const suiteTriggers = {
  PreSignUp: "preSignup",
  CustomMessage: "customMessage",
  PostConfirmation: "postConfirmation",
  PreTokenGeneration: "preTokenGeneration",
  PostAuthentication: "postAuthentication",
} as const;

export type SuiteTrigger = keyof typeof suiteTriggers;
