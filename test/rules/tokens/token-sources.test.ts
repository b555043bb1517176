import { expect, it } from "@jest/globals";
import { machineSource, personSources } from "../../../src/rules/tokens/token-sources.ts";
import { eventNames, sampleEvent } from "../../support/events.ts";

it("every trigger source of the sample events is a person's or a machine's, and the other way round", () => {
  const events = eventNames.filter((name) => name.startsWith("PreTokenGeneration"));
  const found = new Set(events.map((name) => sampleEvent(name).triggerSource));
  expect([...found].sort()).toEqual([...personSources, machineSource].sort());
});
