import { expect, it } from "@jest/globals";
import { isWatched, openProgress, progressBar } from "../../scripts/progress.ts";
import { collect } from "../support/collect.ts";

const written = () => collect((_text: string) => true);
const start = "\r\u001b[K";

it.each([
  [{ isTTY: true }, {}, true],
  [{ isTTY: true }, { CI: "true" }, false],
  [{ isTTY: false }, {}, false],
  [{}, {}, false],
])("whether a person watches %o with %o: %s", (stream, environment, isSeen) => {
  expect(isWatched(stream, environment)).toBe(isSeen);
});

it.each([
  [undefined, 79],
  [0, 79],
  [40, 39],
])("shows no more than fits into a line of a terminal with %s columns", (columns, length) => {
  const write = written();
  openProgress({ write, ...(columns !== undefined && { columns }) }, true).show("x".repeat(200));
  expect(write.calls).toEqual([[`${start}${"x".repeat(length)}`]]);
});

it("says of a part that it is at work, and then how long it took", async () => {
  const write = written();
  expect(await openProgress({ write }, true).part("packaging", async () => 5)).toBe(5);
  expect(write.calls.flat()).toEqual([`${start}packaging …`, start, expect.stringMatching(/^packaging: \d+\.\d s\n$/)]);
});

it("leaves nothing of a part that fails", async () => {
  const write = written();
  const part = openProgress({ write }, true).part("packaging", () => Promise.reject(new Error("no")));
  await expect(part).rejects.toThrow("no");
  expect(write.calls.flat()).toEqual([`${start}packaging …`, start]);
});

it("writes nothing that nobody watches, and works all the same", async () => {
  const write = written();
  const { show, clear, part } = openProgress({ write }, false);
  show("one");
  clear();
  expect([await part("two", async () => 2), write.calls]).toEqual([2, []]);
});

it.each([
  [0, 60, "[                    ] 0 %"],
  [30, 61, "[==========          ] 49 %"],
  [60, 60, "[====================] 100 %"],
  [90, 60, "[====================] 100 %"],
])("of %i done of about %i shows %s", (done, about, bar) => {
  expect(progressBar(done, about)).toBe(bar);
});
