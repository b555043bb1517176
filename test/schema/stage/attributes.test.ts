import { itRefuses, itTakes } from "../../support/refuses.ts";

itTakes([
  [
    "a number with a negative maximum",
    { userPool: { customAttributes: { agentName: {}, t: { type: "Number", maximum: -5 } } } },
  ],
  [
    "a privilege that only the backend writes",
    { userPool: { customAttributes: { agentName: {}, tenant: { writableBy: "nobody" } } } },
  ],
]);

itRefuses([
  [
    "a privilege that clients write",
    { userPool: { customAttributes: { agentName: {}, customerTier: {} } } },
    'userPool.customAttributes.customerTier: "tier" is a privilege, and users can write what clients',
  ],
  [
    "an attribute name with the prefix custom:",
    { userPool: { customAttributes: { agentName: {}, "custom:x": {} } } },
    "userPool.customAttributes.custom:x: must be written as x, without its prefix",
  ],
  [
    "a long attribute name",
    { userPool: { customAttributes: { agentName: {}, averyveryverylongname: {} } } },
    "userPool.customAttributes.averyveryverylongname: must be a name of 1 to 20 characters without spaces",
  ],
  [
    "a length for a number",
    { userPool: { customAttributes: { agentName: {}, age: { type: "Number", maxLength: 3 } } } },
    "userPool.customAttributes.age.type: must be String for a length",
  ],
  [
    "a bound for a string",
    { userPool: { customAttributes: { agentName: {}, age: { maximum: 3 } } } },
    "userPool.customAttributes.age.type: must be Number for a bound",
  ],
  [
    "a minimum length above the maximum",
    { userPool: { customAttributes: { agentName: {}, a: { minLength: 9, maxLength: 3 } } } },
    "userPool.customAttributes.a.minLength: must be at most maxLength",
  ],
  [
    "a minimum above the maximum",
    { userPool: { customAttributes: { agentName: {}, a: { type: "Number", minimum: 9, maximum: 3 } } } },
    "userPool.customAttributes.a.minimum: must be at most maximum",
  ],
]);
