import { expect, it } from "@jest/globals";
import { describeUnknownEvent, listSampleEvents } from "../../../tools/events/sample-events.ts";

it.each([
  ["CustomMessage_SignUP", 'There is no event CustomMessage_SignUP; did you mean "CustomMessage_SignUp"? The events'],
  ["Nothing", "There is no event Nothing. The events"],
  [undefined, "Name an event, such as CustomMessage_SignUp. The events"],
])("an unknown event is explained: %s", (given, message) => {
  expect(describeUnknownEvent(given, listSampleEvents())).toContain(message);
});
