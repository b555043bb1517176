/** The function in serverless.yml for each trigger of the pool, in the order in which a user meets them. */
export const suiteTriggers = {
  PreSignUp: "preSignup",
  CustomMessage: "customMessage",
  PostConfirmation: "postConfirmation",
  PreTokenGeneration: "preTokenGeneration",
  PostAuthentication: "postAuthentication",
} as const;

export type SuiteTrigger = keyof typeof suiteTriggers;

export const triggerFunctions = Object.values(suiteTriggers);
