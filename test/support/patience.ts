/**
 * The timeout of a test with a stack or a browser, and of its waits, in milliseconds: enough for a machine
 * that is busy with other work. A passing test needs far less.
 */
export const patience = { test: 150_000, answer: 60_000 };
