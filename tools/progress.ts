type Terminal = { write: (text: string) => unknown; columns?: number };

/** Whether a person watches a stream: it is a terminal, and not the log of a CI. */
export const isWatched = (stream: { isTTY?: boolean }, environment: Record<string, string | undefined>): boolean =>
  Boolean(stream.isTTY) && !environment["CI"];

/** Shows how far long work has come; writes nothing unless a person watches. */
export const openProgress = (stream: Terminal, isInteractive: boolean) => {
  const write = (text: string): void => {
    if (isInteractive) stream.write(text);
  };
  const clear = (): void => write("\r\u001b[K");
  // A text that ran over into a second line could not be written over.
  const show = (text: string): void => write(`\r\u001b[K${text.slice(0, (stream.columns || 80) - 1)}`);
  return {
    isInteractive,
    /** Shows a text in place of the one before. */
    show,
    clear,
    /** Writes a line that stays. */
    line: (text: string): void => write(`\r\u001b[K${text}\n`),
    /** Does a part of the work and says how long it took. */
    part: async <Value>(name: string, work: () => Promise<Value>): Promise<Value> => {
      const start = performance.now();
      show(`${name} …`);
      const value = await work().finally(clear);
      write(`${name}: ${((performance.now() - start) / 1_000).toFixed(1)} s\n`);
      return value;
    },
  };
};

/** The progress of a command, on its terminal. */
export const openTerminalProgress = (environment: Record<string, string | undefined>): Progress =>
  openProgress(process.stderr, isWatched(process.stderr, environment));

export type Progress = ReturnType<typeof openProgress>;

const width = 20;

/** How much of `about` is done, as a bar and a share; `about`, above 0, is an estimate that may be passed. */
export const progressBar = (done: number, about: number): string => {
  const share = Math.min(1, done / about);
  return `[${"=".repeat(Math.round(share * width)).padEnd(width)}] ${Math.floor(share * 100)} %`;
};
