import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "@jest/globals";
import { metricUnits } from "../../src/runtime/metrics.ts";

const root = resolve(__dirname, "../..");

/** The log output of measure(). */
const captureLog = (values: object, environment: Record<string, string> = {}): string =>
  execFileSync(
    process.execPath,
    ["-e", `import("./src/runtime/metrics.ts").then(({ measure }) => measure(${JSON.stringify(values)}))`],
    {
      cwd: root,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], POWERTOOLS_METRICS_NAMESPACE: "cognito-trigger-suite-dev", ...environment },
    },
  );

it("writes one line in CloudWatch's embedded metric format with one dimension", () => {
  const values = Object.fromEntries(Object.keys(metricUnits).map((name, index) => [name, index]));
  const line = JSON.parse(captureLog(values));
  expect(line).toEqual({
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        {
          Namespace: "cognito-trigger-suite-dev",
          Dimensions: [["service"]],
          Metrics: Object.entries(metricUnits).map(([Name, Unit]) => ({ Name, Unit })),
        },
      ],
    },
    service: "cognito-trigger-suite",
    ...values,
  });
});

it.each([
  ["there is nothing to count", {}, {}],
  ["the stack is local", { SignUps: 1 }, { POWERTOOLS_METRICS_DISABLED: "true" }],
])("writes nothing if %s", (_, values, environment) => {
  expect(captureLog(values, environment)).toBe("");
});
