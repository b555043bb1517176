import { expect, it } from "@jest/globals";
import { itRefuses, itTakes } from "../../support/refuses.ts";
import { stageProblems } from "../../support/stage.ts";

const web = (changes: object) => ({ clients: { web: changes } });
const back = { callbackUrls: ["https://app.example.com/"] };

itTakes([["an app's own URL scheme", web({ callbackUrls: ["com.example.app://signed-in"] })]]);

itRefuses([
  [
    "a resource server identifier with a space",
    { resourceServers: { orders: { identifier: "my api", scopes: { read: "Reads" } } } },
    'resourceServers.orders.identifier: must be at most 256 characters without spaces, " or \\, such',
  ],
  [
    "localhost in production",
    web({ callbackUrls: ["http://localhost:3000/"] }),
    "clients.web.callbackUrls.0: localhost is for dev and local only: write another",
  ],
  [
    "a callback URL without TLS",
    web({ callbackUrls: ["http://app.example.com/"] }),
    "clients.web.callbackUrls.0: must be an https URL or an app's own, such as",
  ],
  [
    "a callback URL with a wildcard",
    web({ callbackUrls: ["https://*.example.com/"] }),
    "clients.web.callbackUrls.0: must be an https URL or an app's own, such as",
  ],
  [
    "a script as logout URL",
    web({ ...back, logoutUrls: ["javascript:alert(1)"] }),
    "clients.web.logoutUrls.0: must be an https URL or an app's own, such as",
  ],
  [
    "a callback URL that is not a URL",
    web({ callbackUrls: ["app"] }),
    "clients.web.callbackUrls.0: must be an https URL or an app's own, such as",
  ],
  [
    "a callback URL with a space",
    web({ callbackUrls: ["https://app.example.com/a b"] }),
    "clients.web.callbackUrls.0: must be an https URL or an app's own, such as",
  ],
  [
    "more URLs than Cognito accepts",
    web({ callbackUrls: Array.from({ length: 101 }, (_, at) => `https://${at}.example.com/`) }),
    "clients.web.callbackUrls: must be a list of at most 100 URLs",
  ],
  [
    "an empty list of providers",
    web({ providers: [] }),
    "clients.web.providers: must be a list of providers; for all, remove it",
  ],
  [
    "a client name with a space",
    { clients: { "my app": {} } },
    "clients.my app: must be a name of at most 40 letters and digits, the first one lower case",
  ],
  [
    "tokens that are valid for more than a day",
    web({ idTokenMinutes: 1441 }),
    "clients.web.idTokenMinutes: must be a whole number of minutes, 5 to 1440",
  ],
]);

it("accepts localhost on dev", () => {
  expect(stageProblems(web({ callbackUrls: ["http://localhost:5173/"] }), "dev")).toEqual([]);
});
