"use strict";

/** Prints on the last line how many tests passed. */
module.exports = class ClosingLine {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests }) {
    const failed = numFailedTests + (numFailedTests === 0 ? numFailedTestSuites : 0);
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : "";
    // Jest writes its own summary after this, so the line waits for the end.
    process.on("exit", () => process.stdout.write(`\n${numPassedTests} passed, ${failed} failed${skipped}\n`));
  }
};
