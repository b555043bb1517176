import { refTo, type TemplatePart } from "../template.ts";
import { buildAlarmTopic } from "./alarm-topic.ts";
import { buildAlarms } from "./alarms.ts";
import { buildDashboard } from "./dashboard.ts";
import { buildLogFilters } from "./log-filters.ts";

/** What an operator sees and is told of: log filters, alarms with their topic, one dashboard. */
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
