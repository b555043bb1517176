import type { Resource } from "../../scripts/doctor/template.ts";

const arn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });

const alarm = (watched: Record<string, unknown>): Resource => ({
  Type: "AWS::CloudWatch::Alarm",
  Properties: { ...watched, AlarmActions: [{ Ref: "Topic" }] },
});

const body = {
  start: "-P1D",
  widgets: [{ type: "metric", properties: { metrics: [["good", "SignUps", "service", "suite", { stat: "Sum" }]] } }],
};

const callPermission = (name: string, principal: string, source: unknown): Resource => ({
  Type: "AWS::Lambda::Permission",
  Properties: { FunctionName: arn(name), Action: "lambda:InvokeFunction", Principal: principal, SourceArn: source },
});

const alarms: Record<string, Resource> = {
  Alarm: alarm({ Namespace: "good", MetricName: "MailsDead", Dimensions: [{ Name: "service", Value: "suite" }] }),
  FailedAlarm: alarm({ Namespace: "good", MetricName: "Failed", Dimensions: [] }),
  FailuresAlarm: alarm({
    Namespace: "AWS/SQS",
    MetricName: "ApproximateNumberOfMessagesVisible",
    Dimensions: [{ Name: "QueueName", Value: { "Fn::GetAtt": ["Failures", "QueueName"] } }],
  }),
  ErrorsAlarm: alarm({
    Metrics: [
      { Id: "all", Expression: "SUM(METRICS())" },
      {
        Id: "m0",
        MetricStat: {
          Metric: {
            Namespace: "AWS/Lambda",
            MetricName: "Errors",
            Dimensions: [{ Name: "FunctionName", Value: "good-CustomMessage" }],
          },
        },
      },
    ],
  }),
};

/** What operates a good template: alarms and who hears of them, a dashboard, and who calls its functions. */
export const goodOperations: Record<string, Resource> = {
  ...alarms,
  Failed: {
    Type: "AWS::Logs::MetricFilter",
    Properties: {
      LogGroupName: { Ref: "PreSignUpLogs" },
      MetricTransformations: [{ MetricNamespace: "good", MetricName: "Failed", MetricValue: "1" }],
    },
  },
  Dashboard: {
    Type: "AWS::CloudWatch::Dashboard",
    Properties: { DashboardName: "good", DashboardBody: { "Fn::Sub": JSON.stringify(body) } },
  },
  Topic: { Type: "AWS::SNS::Topic", Properties: { KmsMasterKeyId: arn("Key") } },
  TopicPolicy: {
    Type: "AWS::SNS::TopicPolicy",
    Properties: {
      Topics: [{ Ref: "Topic" }],
      PolicyDocument: {
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: { Ref: "Topic" },
          },
        ],
      },
    },
  },
  Key: {
    Type: "AWS::KMS::Key",
    Properties: {
      KeyPolicy: {
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: "*",
          },
        ],
      },
    },
  },
  Bounced: {
    Type: "AWS::Events::Rule",
    Properties: { EventPattern: { source: ["aws.ses"] }, Targets: [{ Id: "bounced", Arn: arn("EnsureProfile") }] },
  },
  BouncedPermission: callPermission("EnsureProfile", "events.amazonaws.com", arn("Bounced")),
  Api: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "good", ProtocolType: "HTTP" } },
  Integration: {
    Type: "AWS::ApiGatewayV2::Integration",
    Properties: { ApiId: { Ref: "Api" }, IntegrationType: "AWS_PROXY", IntegrationUri: arn("Pages") },
  },
  ApiPermission: callPermission("Pages", "apigateway.amazonaws.com", {
    "Fn::Sub": "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*",
  }),
};
