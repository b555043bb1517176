import {
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  type SESv2Client,
} from "@aws-sdk/client-sesv2";
import type { Finding } from "../finding.ts";
import { ask } from "./ask.ts";
import { named } from "./ses.ts";

/** A configuration set as it is deployed. Before the first deployment there is none, which is only said. */
export const configurationSetFindings = async (
  ses: SESv2Client,
  name: string,
  isDeployed: boolean,
): Promise<Finding[]> => {
  const [set, events] = await Promise.all([
    ask("ses:GetConfigurationSet", name, () =>
      ses.send(new GetConfigurationSetCommand({ ConfigurationSetName: name })),
    ),
    ask("ses:GetConfigurationSetEventDestinations", name, () =>
      ses.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: name })),
    ),
  ]);
  const unreadable = [set, events].flatMap((answer) => ("unreadable" in answer ? [answer.unreadable] : []));
  if (unreadable.length > 0) return unreadable;
  if (!("value" in set))
    return named("live-configuration-set", [
      {
        resource: name,
        wrong: "SES has no such configuration set.",
        fix: isDeployed ? "deploy the stage again." : "deploy the stage, which makes it.",
        ...(!isDeployed && { note: true as const }),
      },
    ]);
  const heard =
    "value" in events
      ? (events.value.EventDestinations ?? []).flatMap(({ Enabled, MatchingEventTypes = [] }) =>
          Enabled ? MatchingEventTypes : [],
        )
      : [];
  const missing = (["BOUNCE", "COMPLAINT"] as const).filter((event) => !heard.includes(event));
  return named("live-configuration-set", [
    set.value.SendingOptions?.SendingEnabled === false && {
      resource: name,
      wrong: "sending through it is switched off.",
      fix: `aws sesv2 put-configuration-set-sending-options --configuration-set-name ${name} --sending-enabled.`,
    },
    missing.length > 0 && {
      resource: name,
      wrong: `no enabled event destination hears of ${missing.join(" and ")}.`,
      fix: "deploy the stage again.",
    },
  ]);
};
