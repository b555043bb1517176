import { expect, it } from "@jest/globals";
import { itRefuses, itTakes } from "../../support/refuses.ts";
import { stageProblems } from "../../support/stage.ts";

const web = (changes: object) => ({ clients: { web: changes } });
const back = { callbackUrls: ["https://app.example.com/"] };

itTakes([["an address of an app that is no website", web({ callbackUrls: ["com.example.app://signed-in"] })]]);

itRefuses([
  [
    "a resource server's name with a space",
    { resourceServers: { orders: { identifier: "my api", scopes: { read: "Reads" } } } },
    'resourceServers.orders.identifier: must be at most 256 characters without spaces, " or \\, such',
  ],
  [
    "localhost in production",
    web({ callbackUrls: ["http://localhost:3000/"] }),
    "clients.web.callbackUrls.0: localhost is for dev and local only: write another",
  ],
  [
    "an open address to come back to",
    web({ callbackUrls: ["http://app.example.com/"] }),
    "clients.web.callbackUrls.0: must be an https URL or an app's own, such as",
  ],
  [
    "any address to come back to",
    web({ callbackUrls: ["https://*.example.com/"] }),
    "clients.web.callbackUrls.0: must be an https URL or an app's own, such as",
  ],
  [
    "a script to come back to",
    web({ ...back, logoutUrls: ["javascript:alert(1)"] }),
    "clients.web.logoutUrls.0: must be an https URL or an app's own, such as",
  ],
  [
    "no address at all to come back to",
    web({ callbackUrls: ["app"] }),
    "clients.web.callbackUrls.0: must be an https URL or an app's own, such as",
  ],
  [
    "a space in an address to come back to",
    web({ callbackUrls: ["https://app.example.com/a b"] }),
    "clients.web.callbackUrls.0: must be an https URL or an app's own, such as",
  ],
  [
    "more addresses than Cognito takes",
    web({ callbackUrls: Array.from({ length: 101 }, (_, at) => `https://${at}.example.com/`) }),
    "clients.web.callbackUrls: must be a list of at most 100 URLs",
  ],
  [
    "no provider at all",
    web({ providers: [] }),
    "clients.web.providers: must be a list of providers; for all, remove it",
  ],
  [
    "a client's name with a blank",
    { clients: { "my app": {} } },
    "clients.my app: must be a name of at most 40 letters and digits, the first one lower case",
  ],
  [
    "tokens that live for more than a day",
    web({ idTokenMinutes: 1441 }),
    "clients.web.idTokenMinutes: must be a whole number of minutes, 5 to 1440",
  ],
]);

it("takes localhost as an address on dev", () => {
  expect(stageProblems(web({ callbackUrls: ["http://localhost:5173/"] }), "dev")).toEqual([]);
});
