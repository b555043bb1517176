type Terminal = { write: (text: string) => unknown; columns?: number };

/** Whether a person watches the stream: it is a terminal and not a CI log. */
export const isWatched = (stream: { isTTY?: boolean }, environment: Record<string, string | undefined>): boolean =>
  Boolean(stream.isTTY) && !environment["CI"];

/** Shows the progress of long work; writes nothing unless a person watches. */
export const openProgress = (stream: Terminal, isInteractive: boolean) => {
  const write = (text: string): void => {
    if (isInteractive) stream.write(text);
  };
  const clear = (): void => write("\r\u001b[K");
  // A text that wraps to a second line cannot be overwritten.
  const show = (text: string): void => write(`\r\u001b[K${text.slice(0, (stream.columns || 80) - 1)}`);
  return {
    isInteractive,
    /** Replaces the text shown before. */
    show,
    clear,
    /** Writes a line that stays. */
    writeLine: (text: string): void => write(`\r\u001b[K${text}\n`),
    /** Does a part of the work and writes how long it took. */
    runPart: async <Value>(name: string, work: () => Promise<Value>): Promise<Value> => {
      const start = performance.now();
      show(`${name} …`);
      const value = await work().finally(clear);
      write(`${name}: ${((performance.now() - start) / 1_000).toFixed(1)} s\n`);
      return value;
    },
  };
};

export const openTerminalProgress = (environment: Record<string, string | undefined>): Progress =>
  openProgress(process.stderr, isWatched(process.stderr, environment));

export type Progress = ReturnType<typeof openProgress>;

const width = 20;

/** A bar and a percentage. `estimate` is above 0, and `done` may exceed it. */
export const drawProgressBar = (done: number, estimate: number): string => {
  const share = Math.min(1, done / estimate);
  return `[${"=".repeat(Math.round(share * width)).padEnd(width)}] ${Math.floor(share * 100)} %`;
};
