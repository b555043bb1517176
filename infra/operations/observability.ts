import { refTo, type TemplatePart } from "../template.ts";
import { buildAlarmTopic } from "./alarm-topic.ts";
import { buildAlarms } from "./alarms.ts";
import { buildDashboard } from "./dashboard.ts";
import { buildLogFilters } from "./log-filters.ts";

/** Everything for operators: log filters, alarms with their topic, and a dashboard. */
export const observability: TemplatePart = ({ name, alarmsTo, userPool }) => ({
  Resources: {
    ...buildAlarmTopic(name, alarmsTo),
    ...buildLogFilters(name),
    ...buildAlarms(name),
    ...buildDashboard(name, userPool.existing ?? "${CognitoUserPoolUsers}"),
  },
  Outputs: {
    AlarmTopic: { Value: refTo("AlarmTopic") },
    Dashboard: { Value: name, Description: "Name of the dashboard in CloudWatch" },
  },
});
