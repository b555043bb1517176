/** One line that is written over while it works; nothing where there is no person to see it. */
export const progressLine = (stream: Pick<NodeJS.WriteStream, "isTTY" | "write"> = process.stderr) => ({
  show: (text: string): void => {
    if (stream.isTTY) stream.write(`\r\u001b[K${text}`);
  },
  clear: (): void => {
    if (stream.isTTY) stream.write("\r\u001b[K");
  },
});
