/**
 * Milliseconds that a test with a stack or a browser may take, and that it waits for what has to come: enough for a machine
 * that mostly does other things. A test that is well comes nowhere near them.
 */
export const patience = { test: 150_000, answer: 60_000 };
