/** A value as DynamoDB's protocol has it, such as `{ S: "text" }`. */
export type Stored = Record<string, unknown>;
export type Item = Record<string, Stored>;

/** The result of one call to AWS. */
export type Fate = "answers" | "fails" | "hangs" | "hangs for ever";

/** One call to the SDK. */
export type Call = { input: Record<string, unknown>; fate: Fate };

/** The state and answers of AWS for one event. */
export type Circumstances = {
  row?: Item | undefined;
  fates: readonly Fate[];
  failure?: () => Error;
  /** AWS's answer to a call; default: the row, or nothing. */
  answer?: (input: Record<string, unknown>) => object | undefined;
};

const world: { calls: Call[]; circumstances: Circumstances } = { calls: [], circumstances: { fates: [] } };

/** Shared, because creating an error with its stack trace costs more than handling an event. */
const throttled = Object.assign(new Error("Rate exceeded"), {
  name: "ThrottlingException",
  stack: "ThrottlingException: Rate exceeded\n    at send (client.js:1:1)",
  $metadata: { httpStatusCode: 400, requestId: "r1" },
});
const refused = () => throttled;

const send = (
  { input }: { input: Record<string, unknown> },
  { abortSignal }: { abortSignal?: AbortSignal } = {},
): Promise<object> => {
  const { row, fates, failure = refused, answer } = world.circumstances;
  const fate = fates[world.calls.length] ?? "answers";
  world.calls.push({ input, fate });
  if (fate === "fails") return Promise.reject(failure());
  if (fate === "answers")
    return Promise.resolve(answer?.(input) ?? ("ConsistentRead" in input && row ? { Item: row } : {}));
  return new Promise((_, reject) => {
    if (fate === "hangs") abortSignal?.addEventListener("abort", () => reject(failure()), { once: true });
  });
};

/** Replaces any SDK client, records every call, and answers as the circumstances say. */
export const standIn = <Client>(): Client => ({ send }) as Client;

/** A handler's answer or error, and all calls to AWS. */
export type Made<Event> = { answer: Event | undefined; error: Error | undefined; calls: Call[] };

/** Handles one event under the circumstances. Run one at a time, because there is only one world. */
export const make = async <Event, Answer = Event>(
  handler: (event: Event) => Promise<Answer>,
  event: Event,
  circumstances: Circumstances = { fates: [] },
): Promise<Made<Answer>> => {
  const calls: Call[] = [];
  world.calls = calls;
  world.circumstances = circumstances;
  try {
    return { answer: await handler(event), error: undefined, calls };
  } catch (error) {
    return { answer: undefined, error: error instanceof Error ? error : new Error(String(error)), calls };
  }
};

/** Every key and value, in order, to compare before and after. */
export const leaves = (value: unknown, found: unknown[] = []): unknown[] => {
  if (typeof value !== "object" || value === null) found.push(value);
  else
    for (const key of Object.keys(value)) {
      found.push(key);
      leaves((value as Record<string, unknown>)[key], found);
    }
  return found;
};

export const sameLeaves = (one: unknown[], other: unknown[]): boolean => {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (!Object.is(one[index], other[index])) return false;
  return true;
};

/** Whether Object.prototype has a new property. */
export const isPolluted = (): boolean => {
  for (const _ in {}) return true;
  return ({} as Record<string, unknown>)["polluted"] !== undefined;
};

/** Faults of a handler that must return its event unchanged. `before` has the leaves of the event before the call. */
export const findPassThroughFaults = (event: unknown, before: unknown[], answer: unknown): string[] => [
  ...(answer ? [] : ["throws"]),
  ...(sameLeaves(before, leaves(event)) && (!answer || answer === event || sameLeaves(before, leaves(answer)))
    ? []
    : ["changes the event"]),
  ...(isPolluted() ? ["has polluted every object"] : []),
];
