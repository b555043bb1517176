const words = (text: string): string[] => text.trim().split(/\s+/);

/** What AWS counts, by namespace; only of services that the suite has. */
export const knownMetrics: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
  "AWS/Lambda": words(`
    Invocations Errors Throttles Duration DeadLetterErrors DestinationDeliveryFailures IteratorAge OffsetLag
    OversizedRecordCount PostRuntimeExtensionsDuration RecursiveInvocationsDropped SignatureValidationErrors
    AsyncEventAge AsyncEventsDropped AsyncEventsReceived ClaimedAccountConcurrency ConcurrentExecutions
    UnreservedConcurrentExecutions ProvisionedConcurrencyInvocations ProvisionedConcurrencySpilloverInvocations
    ProvisionedConcurrencyUtilization ProvisionedConcurrentExecutions PolledEventCount FilteredOutEventCount
    InvokedEventCount FailedInvokeEventCount DroppedEventCount OnFailureDestinationDeliveredEventCount
    DeletedEventCount ProvisionedPollers
  `),
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
  "AWS/SQS": words(`
    ApproximateAgeOfOldestMessage ApproximateNumberOfGroupsWithInflightMessages ApproximateNumberOfMessagesDelayed
    ApproximateNumberOfMessagesNotVisible ApproximateNumberOfMessagesVisible ApproximateNumberOfNoisyGroups
    NumberOfDeduplicatedSentMessages NumberOfEmptyReceives NumberOfMessagesDeleted NumberOfMessagesReceived
    NumberOfMessagesSent SentMessageSize
  `),
  // https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-cloudwatch.html
  // https://docs.aws.amazon.com/ses/latest/dg/monitor-sender-reputation.html
  "AWS/SES": [
    ...words(
      "Send Reject Bounce Complaint Delivery DeliveryDelay Open Opens Click Clicks RenderingFailure Subscription",
    ),
    "Rendering Failure",
    "Rendering Failures",
    "Reputation.BounceRate",
    "Reputation.ComplaintRate",
  ],
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
  "AWS/DynamoDB": words(`
    AccountMaxReads AccountMaxTableLevelReads AccountMaxTableLevelWrites AccountMaxWrites
    AccountProvisionedReadCapacityUtilization AccountProvisionedWriteCapacityUtilization
    AgeOfOldestUnreplicatedRecord ConditionalCheckFailedRequests ConsumedChangeDataCaptureUnits
    ConsumedReadCapacityUnits ConsumedWriteCapacityUnits FailedToReplicateRecordCount
    FaultInjectionServiceInducedErrors MaxProvisionedTableReadCapacityUtilization
    MaxProvisionedTableWriteCapacityUtilization OnDemandMaxReadRequestUnits OnDemandMaxWriteRequestUnits
    OnlineIndexConsumedWriteCapacity OnlineIndexPercentageProgress OnlineIndexThrottleEvents
    PendingReplicationCount ProvisionedReadCapacityUnits ProvisionedWriteCapacityUnits
    ReadAccountLimitThrottleEvents ReadKeyRangeThroughputThrottleEvents ReadMaxOnDemandThroughputThrottleEvents
    ReadProvisionedThroughputThrottleEvents ReadThrottleEvents ReplicationLatency ReturnedBytes ReturnedItemCount
    ReturnedRecordsCount SuccessfulRequestLatency SystemErrors ThrottledPutRecordCount ThrottledRequests
    TimeToLiveDeletedItemCount TransactionConflict UserErrors WriteAccountLimitThrottleEvents
    WriteKeyRangeThroughputThrottleEvents WriteMaxOnDemandThroughputThrottleEvents
    WriteProvisionedThroughputThrottleEvents WriteThrottleEvents
  `),
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
  "AWS/ApiGateway": words(`
    4xx 5xx 4XXError 5XXError Count Latency IntegrationLatency DataProcessed CacheHitCount CacheMissCount
    ConnectCount MessageCount ClientError ExecutionError IntegrationError
  `),
  // https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html
  "AWS/Cognito": words(`
    SignUpSuccesses SignUpThrottles SignInSuccesses SignInThrottles TokenRefreshSuccesses TokenRefreshThrottles
    FederationSuccesses FederationThrottles CallCount ThrottleCount AccountTakeOverRisk AccountTakeoverRisk
    CompromisedCredentialsRisk CompromisedCredentialRisk OverrideBlock Risk NoRisk
  `),
};
