import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import { findFreePort } from "../../local/ports.ts";
import type { Environment } from "../../schema/folder.ts";

/** The path of the installed spamd. */
export const findSpamDaemon = ({ PATH = "" }: Environment): string | undefined =>
  [...PATH.split(delimiter), "/usr/sbin", "/usr/local/sbin"]
    .map((folder) => join(folder, "spamd"))
    .find((path) => existsSync(path));

/** Milliseconds. A busy machine needs half a minute. */
const startTimeout = 90_000;

// Only local tests, no user's settings, and no learning, which would change the scores of the next run.
const listOptions = (port: number) => {
  const children = `${availableParallelism()}`;
  const pool = ["--min-children", children, "--max-children", children, "--min-spare", "1", "--max-spare", children];
  return ["-L", "-x", "--cf=use_bayes 0", "-i", "127.0.0.1", "-p", `${port}`, ...pool, "-s", "stderr"];
};

const startDaemon = (daemon: string, port: number) =>
  new Promise<ReturnType<typeof spawn>>((resolve, reject) => {
    const child = spawn(daemon, listOptions(port), { stdio: ["ignore", "ignore", "pipe"] });
    // Otherwise it would outlive a command that ends early.
    const kill = () => void child.kill();
    process.once("exit", kill);
    let said = "";
    const tooLate = setTimeout(() => {
      child.kill();
      reject(new Error(`spamd did not start within ${startTimeout / 1_000} s`));
    }, startTimeout);
    child.on("error", reject);
    child.on("exit", (code) => {
      process.off("exit", kill);
      clearTimeout(tooLate);
      reject(new Error(`spamd ended with ${code}: ${said.trim().split("\n").at(-1)}`));
    });
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      said += part;
      if (!/server started/.test(said)) return;
      said = "";
      clearTimeout(tooLate);
      resolve(child);
    });
  });

const askDaemon = async (port: number, mail: Buffer): Promise<string> => {
  const socket = connect(port, "127.0.0.1").setEncoding("utf8");
  socket.write(`REPORT SPAMC/1.5\r\nContent-length: ${mail.length}\r\n\r\n`);
  socket.end(mail);
  let answer = "";
  for await (const part of socket) answer += part;
  return answer;
};

type Judgement = { score: number; rules: { points: number; rule: string }[] };

/** @throws Error if the answer is not a verdict, so that a missing answer is not a good score */
export const readJudgement = (answer: string): Judgement => {
  const score = /^SPAMD\/\S+ 0 EX_OK\r?\n[\s\S]*?^Spam: \w+ ; (-?[\d.]+) \/ [\d.]+/m.exec(answer)?.[1];
  const rules = Array.from(answer.matchAll(/^ *(-?\d+\.\d+) ([A-Z][A-Z0-9_]+)/gm), ([, points, rule = ""]) => ({
    points: Number(points),
    rule,
  }));
  // Every mail matches at least one rule, if only one without points.
  if (score === undefined || rules.length === 0)
    throw new Error(`spamd gave no verdict: ${answer.slice(0, 200) || "its answer is empty"}`);
  return { score: Number(score), rules };
};

/** Starts SpamAssassin on a free local port. */
export const openSpamDaemon = async (environment: Environment) => {
  const port = await findFreePort();
  const child = await startDaemon(findSpamDaemon(environment) ?? "spamd", port);
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return {
    judge: async (mail: Buffer) => readJudgement(await askDaemon(port, mail)),
    close: () => {
      child.kill();
      return ended;
    },
  };
};
