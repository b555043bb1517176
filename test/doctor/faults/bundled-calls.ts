import { allows, type Fault, fault, ofStatement } from "../changes.ts";

/** A role that may do something else in place of an action. */
const instead = (action: string, ...actions: string[]) => ofStatement(allows(action), { Action: actions });

export const bundledCallFaults: readonly Fault[] = [
  fault("function-action", "a query that its role may not do", instead("dynamodb:Query", "dynamodb:Scan")),
  fault("function-action", "a call that its role may not do", instead("lambda:InvokeFunction", "lambda:GetFunction")),
  fault(
    "function-action",
    "a look at a user that its role may not do",
    instead("cognito-idp:AdminGetUser", "cognito-idp:AdminDeleteUser"),
  ),
  fault(
    "function-action",
    "a transaction with a check that its role may not do",
    instead("dynamodb:ConditionCheckItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
  ),
  fault(
    "function-action",
    "a transaction with an update that its role may not do",
    instead("dynamodb:ConditionCheckItem", "dynamodb:PutItem", "dynamodb:ConditionCheckItem"),
  ),
];
