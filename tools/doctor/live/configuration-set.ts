import {
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  type SESv2Client,
} from "@aws-sdk/client-sesv2";
import type { Finding } from "../finding.ts";
import { askAws, listFindings } from "./ask.ts";

const rule = "live-configuration-set";

/** Checks a deployed configuration set. Before the first deployment, a missing set is only a note. */
export const checkConfigurationSet = async (
  ses: SESv2Client,
  name: string,
  isDeployed: boolean,
): Promise<Finding[]> => {
  const [set, events] = await Promise.all([
    askAws("ses:GetConfigurationSet", name, () =>
      ses.send(new GetConfigurationSetCommand({ ConfigurationSetName: name })),
    ),
    askAws("ses:GetConfigurationSetEventDestinations", name, () =>
      ses.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: name })),
    ),
  ]);
  const unreadable = [set, events].flatMap((answer) => ("unreadable" in answer ? [answer.unreadable] : []));
  if (unreadable.length > 0) return unreadable;
  if (!("value" in set))
    return listFindings(rule, name, [true, "SES has no such configuration set.", "deploy the stage.", !isDeployed]);
  const destinations = "value" in events ? (events.value.EventDestinations ?? []) : [];
  const heard = destinations.flatMap(({ Enabled, MatchingEventTypes = [] }) => (Enabled ? MatchingEventTypes : []));
  const missing = (["BOUNCE", "COMPLAINT"] as const).filter((event) => !heard.includes(event)).join(" and ");
  const switchOn = `aws sesv2 put-configuration-set-sending-options --configuration-set-name ${name} --sending-enabled.`;
  return listFindings(
    rule,
    name,
    [set.value.SendingOptions?.SendingEnabled === false, "sending through it is switched off.", switchOn],
    [missing !== "", `no enabled event destination receives ${missing} events.`, "deploy the stage again."],
  );
};
