import { add, edit, type Fault, fault, first, lambda, mapping, ofTrigger, pool, queue, table } from "./changes.ts";
import { asynchronousFaults } from "./faults/asynchronous.ts";
import { bundledCallFaults } from "./faults/bundled-calls.ts";
import { clientFaults } from "./faults/clients.ts";
import { deliveryFaults } from "./faults/deliveries.ts";
import { functionFaults } from "./faults/functions.ts";
import { lentRoleFaults } from "./faults/lent-roles.ts";
import { mailSenderFaults } from "./faults/mail-senders.ts";
import { metricFaults } from "./faults/metrics.ts";
import { permissionFaults } from "./faults/permissions.ts";
import { policyFaults } from "./faults/policies.ts";
import { poolTextFaults } from "./faults/pool-texts.ts";
import { poolFaults } from "./faults/pools.ts";
import { secretFaults } from "./faults/secrets.ts";
import { shapeFaults } from "./faults/shape.ts";
import { signInFaults } from "./faults/sign-in.ts";
import { storeFaults } from "./faults/stores.ts";
import { streamFaults } from "./faults/streams.ts";
import { tableFaults } from "./faults/tables.ts";
import { triggerFaults } from "./faults/triggers.ts";

/** Every way to break a template that has a rule of the suite. */
export const faults: readonly Fault[] = [
  ...triggerFaults,
  ...permissionFaults,
  ...poolFaults,
  ...clientFaults,
  ...lentRoleFaults,
  ...policyFaults,
  ...mailSenderFaults,
  ...bundledCallFaults,
  ...secretFaults,
  ...functionFaults,
  ...asynchronousFaults,
  ...storeFaults,
  ...deliveryFaults,
  ...metricFaults,
  ...poolTextFaults,
  ...signInFaults,
  ...streamFaults,
  ...tableFaults,
  ...shapeFaults,
];

/** What only AWS's own rules know. */
export const faultsForAws: readonly Fault[] = [
  fault("F3002", "a property that is none", edit(pool, "UserPoolTear", "ESSENTIALS")),
  fault(
    "F1020",
    "an attribute of nothing",
    ofTrigger("PreSignUp", "Environment.Variables.X", { "Fn::GetAtt": ["Gone", "Arn"] }),
  ),
  fault("E3027", "a rate of 5 minute", edit("AWS::Events::Rule", "ScheduleExpression", "rate(5 minute)")),
  fault("E3505", "a queue that shows a message while a function still works on it", (template) =>
    add("FromQueue", mapping, {
      EventSourceArn: { "Fn::GetAtt": [first(template, queue).id, "Arn"] },
      FunctionName: { Ref: first(template, lambda, ({ properties }) => properties["Timeout"] === 60).id },
    })(template),
  ),
  fault("W3030", "a value that is none", edit(table, "BillingMode", "PAY_PER_READ")),
];

/** What only cdk-nag knows. */
export const faultsForNag: readonly Fault[] = [
  fault("AwsSolutions-DDB3", "a table without recovery", edit(table, "PointInTimeRecoverySpecification", undefined)),
  fault("AwsSolutions-L1", "a runtime that is not the newest", ofTrigger("PreSignUp", "Runtime", "nodejs22.x")),
];
