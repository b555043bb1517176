import { ref, type TemplatePart } from "../template.ts";
import { alarmTopic } from "./alarm-topic.ts";
import { alarms } from "./alarms.ts";
import { dashboard } from "./dashboard.ts";
import { logFilters } from "./log-filters.ts";

/** What an operator sees and is told of: log filters, alarms with their topic, one dashboard. */
export const observability: TemplatePart = ({ name, alarmsTo, userPool }) => ({
  Resources: {
    ...alarmTopic(name, alarmsTo),
    ...logFilters(name),
    ...alarms(name),
    ...dashboard(name, userPool.existing ?? "${CognitoUserPoolUsers}"),
  },
  Outputs: {
    AlarmTopic: { Value: ref("AlarmTopic") },
    Dashboard: { Value: name, Description: "Name of the dashboard in CloudWatch" },
  },
});
