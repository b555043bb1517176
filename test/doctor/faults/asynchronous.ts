import { type Named, resourcesOf } from "../../../scripts/doctor/template.ts";
import { add, allows, edit, type Fault, fault, first, lambda, mapping, ofStatement, trigger } from "../changes.ts";

const isWorker = ({ properties }: Named) => Number(properties["Timeout"]) > 5;

export const asynchronousFaults: readonly Fault[] = [
  fault("async-failure", "failed events are lost", (template) => {
    for (const { id } of resourcesOf(template, "AWS::Lambda::EventInvokeConfig")) delete template.Resources[id];
  }),
  fault("async-failure", "a topic calls a function, and what fails is lost", (template) =>
    add("Subscribed", "AWS::SNS::Subscription", {
      Protocol: "lambda",
      TopicArn: { Ref: first(template, "AWS::SNS::Topic").id },
      Endpoint: { "Fn::GetAtt": [trigger(template, "CustomMessage").id, "Arn"] },
    })(template),
  ),
  fault("async-failure", "a schedule calls a function, and what fails is lost", (template) =>
    add("Nightly", "AWS::Scheduler::Schedule", {
      Target: { Arn: { "Fn::GetAtt": [trigger(template, "CustomMessage").id, "Arn"] } },
    })(template),
  ),
  fault(
    "failure-permission",
    "what fails goes to nothing",
    edit("AWS::Lambda::EventInvokeConfig", "DestinationConfig.OnFailure.Destination", {
      "Fn::GetAtt": ["Gone", "Arn"],
    }),
  ),
  fault(
    "failure-permission",
    "a role may not send what failed",
    ofStatement(allows("sqs:SendMessage"), { Action: ["sqs:ReceiveMessage"] }),
  ),
  fault("stream-failure", "records given up are lost", edit(mapping, "DestinationConfig", undefined)),
  fault("stream-failure", "a bad record holds up the stream", edit(mapping, "MaximumRetryAttempts", -1)),
  fault(
    "stream-failure",
    "a bad record takes its batch with it",
    edit(mapping, "BisectBatchOnFunctionError", undefined),
  ),
  fault("batch-failures", "the whole batch is done again", edit(mapping, "FunctionResponseTypes", undefined)),
  fault("mapping-off", "a stream that nobody reads", edit(mapping, "Enabled", false)),
  fault("queue-redrive", "a queue that loses what always fails", (template) =>
    add("FromQueue", mapping, {
      EventSourceArn: { "Fn::GetAtt": [first(template, "AWS::SQS::Queue").id, "Arn"] },
      FunctionName: { Ref: first(template, lambda, isWorker).id },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    })(template),
  ),
];
