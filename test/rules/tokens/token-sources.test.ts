import { expect, it } from "@jest/globals";
import { machineSource, personSources } from "../../../src/rules/tokens/token-sources.ts";
import { eventNames, sampleEvent } from "../../support/events.ts";

it("lists exactly the trigger sources of the sample events", () => {
  const events = eventNames.filter((name) => name.startsWith("PreTokenGeneration"));
  const found = new Set(events.map((name) => sampleEvent(name).triggerSource));
  expect([...found].sort()).toEqual([...personSources, machineSource].sort());
});
