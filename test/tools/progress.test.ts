import { describe, expect, it } from "@jest/globals";
import { drawProgressBar, isWatched, openProgress } from "../../tools/progress.ts";
import { collect } from "../support/collect.ts";

const clear = "\r\u001b[K";

it.each<[string, { isTTY?: boolean }, Record<string, string>, boolean]>([
  ["a terminal", { isTTY: true }, {}, true],
  ["a file", {}, {}, false],
  ["a terminal in CI", { isTTY: true }, { CI: "true" }, false],
])("%s is watched: %j", (_, stream, environment, watched) => {
  expect(isWatched(stream, environment)).toBe(watched);
});

describe("progress", () => {
  const startProgress = (isInteractive: boolean, columns?: number) => {
    const write = collect((_text: string) => true);
    const progress = openProgress({ write, ...(columns !== undefined && { columns }) }, isInteractive);
    return { progress, written: () => write.calls.flat() };
  };

  it.each([
    [true, [`${clear}one`, clear]],
    [false, []],
  ])("is shown only on a terminal: %s", (isInteractive, expected) => {
    const { progress, written } = startProgress(isInteractive);
    progress.show("one");
    progress.clear();
    expect(written()).toEqual(expected);
  });

  it.each([
    [undefined, 79],
    [0, 79],
    [40, 39],
  ])("fits into a line of a terminal with %s columns", (columns, length) => {
    const { progress, written } = startProgress(true, columns);
    progress.show("x".repeat(200));
    expect(written()).toEqual([`${clear}${"x".repeat(length)}`]);
  });

  it("names a part while it runs, and how long it took", async () => {
    const { progress, written } = startProgress(true);
    expect(await progress.runPart("packaging", async () => 7)).toBe(7);
    expect(written()).toEqual([`${clear}packaging …`, clear, expect.stringMatching(/^packaging: \d+\.\d s\n$/)]);
  });

  it("prints nothing about a failed part, and passes on its error", async () => {
    const { progress, written } = startProgress(true);
    await expect(progress.runPart("packaging", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(written()).toEqual([`${clear}packaging …`, clear]);
  });
});

it.each([
  [0, 60, "[                    ] 0 %"],
  [30, 61, "[==========          ] 49 %"],
  [60, 60, "[====================] 100 %"],
  [90, 60, "[====================] 100 %"],
])("%i of about %i shows %s", (done, about, bar) => {
  expect(drawProgressBar(done, about)).toBe(bar);
});
