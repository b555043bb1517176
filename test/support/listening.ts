import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

const childrenOf = (pid: number, all: ReadonlyArray<readonly [pid: number, parent: number]>): number[] => [
  pid,
  ...all.filter(([, parent]) => parent === pid).flatMap(([child]) => childrenOf(child, all)),
];

/** Ignores a process or file that no longer exists. */
const ignoreMissing = <Result>(look: () => Result[]): Result[] => {
  try {
    return look();
  } catch {
    return [];
  }
};

const socketsOf = (pid: number): string[] =>
  ignoreMissing(() => readdirSync(`/proc/${pid}/fd`))
    .flatMap((fd) => ignoreMissing(() => [readlinkSync(`/proc/${pid}/fd/${fd}`)]))
    .flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []);

/** The state of a listening socket: https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html */
const listens = "0A";
const loopback = /^(?:[0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F)$/;

export type Listening = { port: number; onLoopback: boolean };

/** The TCP ports of a process and its children, and whether each is local only. Linux only. */
export const listListeningPorts = (pid: number): Listening[] => {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const all = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const own = new Set(childrenOf(pid, all).flatMap(socketsOf));
  return ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === listens && own.has(inode ?? ""))
      .map(([, local = ""]) => {
        const [address = "", port = ""] = local.split(":");
        return { port: Number.parseInt(port, 16), onLoopback: loopback.test(address) };
      }),
  );
};
