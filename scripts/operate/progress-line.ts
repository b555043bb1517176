type Terminal = Pick<NodeJS.WriteStream, "isTTY" | "write"> & { columns?: number };

/** One line that is written over while it works; nothing where there is no person to see it. */
export const progressLine = (stream: Terminal = process.stderr) => ({
  show: (text: string): void => {
    // What ran over into a second line could not be written over.
    if (stream.isTTY) stream.write(`\r\u001b[K${text.slice(0, (stream.columns || 80) - 1)}`);
  },
  clear: (): void => {
    if (stream.isTTY) stream.write("\r\u001b[K");
  },
});

const width = 20;

/** How much of `about` is done, as a bar and a share; `about`, above 0, is an estimate that may be passed. */
export const progressBar = (done: number, about: number): string => {
  const share = Math.min(1, done / about);
  return `[${"=".repeat(Math.round(share * width)).padEnd(width)}] ${Math.floor(share * 100)} %`;
};
