import type { Problem, Rules } from "../finding.ts";
import { poolsOf, resourceOf } from "../relations.ts";
import { at, is, resourcesOf, type Template, textOf, texts } from "../template.ts";

const setsOf = (template: Template) => resourcesOf(template, "AWS::SES::ConfigurationSet");
const destinationsOf = (template: Template) =>
  resourcesOf(template, "AWS::SES::ConfigurationSetEventDestination").map((destination) => ({
    ...destination,
    set: resourceOf(template, destination.properties["ConfigurationSetName"])?.id,
  }));
const eventsOf = (template: Template, { properties }: { properties: Record<string, unknown> }) =>
  texts(template, at(properties, "EventDestination", "MatchingEventTypes")).map((event) => event.toLowerCase());

/** What SES tells of mails. https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html */
export const mailRules = {
  "mail-events": ({ template }) =>
    setsOf(template).flatMap(({ id }): Problem[] => {
      const destinations = destinationsOf(template).filter(
        (one) => one.set === id && is(template, at(one.properties, "EventDestination", "Enabled") ?? false, true),
      );
      const heard = destinations.flatMap((one) => eventsOf(template, one));
      const missing = ["bounce", "complaint"].filter((event) => !heard.includes(event));
      return missing.length === 0
        ? []
        : [
            {
              resource: id,
              wrong: `nobody hears of ${missing.join(" and ")}, and SES closes accounts that go on mailing such addresses.`,
              fix: "add an enabled AWS::SES::ConfigurationSetEventDestination with these MatchingEventTypes.",
            },
          ];
    }),

  "mail-event-bus": ({ template }) =>
    destinationsOf(template)
      .filter(({ properties }) => {
        const bus = at(properties, "EventDestination", "EventBridgeDestination", "EventBusArn");
        return bus !== undefined && !textOf(bus).endsWith(":event-bus/default");
      })
      .map(({ id }) => ({
        resource: id,
        wrong: "SES writes to the account's default event bus only.",
        fix: "set EventBusArn to the ARN that ends in :event-bus/default.",
      })),

  "mail-sending-off": ({ template }) =>
    setsOf(template)
      .filter(({ properties }) => is(template, at(properties, "SendingOptions", "SendingEnabled"), false))
      .map(({ id }) => ({
        resource: id,
        wrong: "SES sends nothing that goes through it.",
        fix: "set SendingOptions.SendingEnabled to true.",
      })),

  "pool-configuration-set": ({ template }) =>
    poolsOf(template)
      .filter(() => setsOf(template).length > 0)
      .filter(({ properties }) => at(properties, "EmailConfiguration", "ConfigurationSet") === undefined)
      .map(({ id }) => ({
        resource: id,
        wrong: "nobody hears of bounces of the mails with codes.",
        fix: "set EmailConfiguration.ConfigurationSet to the template's configuration set.",
      })),
} satisfies Rules;
