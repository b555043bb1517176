import { fuzz } from "../support/fuzz-oracle.ts";
import { postAuthentication } from "../support/fuzz-targets.ts";

const own = "handlers/post-authentication.ts";

fuzz({
  target: postAuthentication,
  bugs: {
    "nobody signed in without analytics": [
      { file: own, from: 'whenItBreaks: "carry-on"', to: 'whenItBreaks: "refuse"' },
    ],
    "an address in the row": [
      {
        file: own,
        from: "keptDays: suite.retention.signInDays,\n    });",
        to: 'keptDays: suite.retention.signInDays,\n    });\n    Object.assign(signIn, { email: attribute(request.userAttributes, "email") });',
      },
    ],
    "a row that is kept for ever": [{ file: "rules/sign-in.ts", from: "Math.floor(at / 1_000)", to: "at" }],
    "a caller's new device": [
      {
        file: own,
        from: "request.newDeviceUsed === true",
        to: 'request.newDeviceUsed === true || request.clientMetadata?.["newDeviceUsed"] === "true"',
      },
    ],
    "a device that is nearly new": [
      { file: own, from: "request.newDeviceUsed === true", to: "Boolean(request.newDeviceUsed)" },
    ],
    "a row for any source": [
      { file: own, from: 'triggerSource !== "PostAuthentication_Authentication" || !sub', to: "!sub" },
    ],
    "half a character in a key": [{ file: "rules/sign-in.ts", from: ".toWellFormed()", to: "" }],
    "a mail for nobody's new device": [
      { file: own, from: "if (newDevice && isProven) {", to: "if (!newDevice && isProven) {" },
    ],
    "a stranger who is told": [{ file: own, from: "if (newDevice && isProven) {", to: "if (newDevice) {" }],
    "nothing handed over": [{ file: own, from: "handOver(repair, inTime)", to: "Promise.resolve(void handOver)" }],
    "a sign-in of no weight handed over": [
      {
        file: own,
        from: "await save(signIn, signal);",
        to: 'await save(signIn, signal).catch(() => handOver({ userPoolId, userName, clientId: signIn.clientId, fact: "new-sign-in", at }, signal));',
      },
    ],
    "what was written handed over": [
      { file: own, from: "} catch (error) {", to: "throw new Error(); } catch (error) {" },
    ],
    "an attribute handed over": [
      { file: own, from: 'fact: "new-sign-in", at }', to: 'fact: "new-sign-in", at, ...request.userAttributes }' },
    ],
    "another time handed over": [
      { file: own, from: 'fact: "new-sign-in", at }', to: 'fact: "new-sign-in", at: at - 15_000 }' },
    ],
    "a language as the caller writes it": [
      { file: "rules/choose-language.ts", from: "if (found) return found;", to: "if (wish) return wish as Language;" },
    ],
    "the event that is changed": [
      { file: own, from: "const at = now();", to: "const at = now(); delete request.clientMetadata;" },
    ],
  },
});
