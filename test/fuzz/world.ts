/** A value as DynamoDB's protocol has it, such as `{ S: "text" }`. */
export type Stored = Record<string, unknown>;
export type Item = Record<string, Stored>;

/** What becomes of one call to AWS. */
export type Fate = "answers" | "fails" | "hangs" | "hangs for ever";

/** One call as the SDK was given it. */
export type Call = { input: Record<string, unknown>; fate: Fate };

/** What AWS holds and does while one event is handled. */
export type Circumstances = {
  row?: Item | undefined;
  fates: readonly Fate[];
  failure?: () => Error;
  /** What AWS says to a call that it answers; the row, or nothing, where this has no answer. */
  answer?: (input: Record<string, unknown>) => object | undefined;
};

const world: { calls: Call[]; circumstances: Circumstances } = { calls: [], circumstances: { fates: [] } };

/** One for all, because to make an error with its stack costs more than to handle an event. */
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

/** Stands in for any of the SDK's clients: notes every call, and answers as the circumstances say. */
export const standIn = <Client>(): Client => ({ send }) as Client;

/** What a handler made of an event: its answer or error, and every call to AWS. */
export type Made<Event> = { answer: Event | undefined; error: Error | undefined; calls: Call[] };

/** Handles one event under the circumstances. One at a time: there is one world. */
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

/** Every key and value of something, in order: two of these are equal where nothing was changed. */
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

/** Whether something has put a property on every object. */
export const isPolluted = (): boolean => {
  for (const _ in {}) return true;
  return ({} as Record<string, unknown>)["polluted"] !== undefined;
};
