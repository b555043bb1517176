import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it, jest } from "@jest/globals";
import { listListeningPorts } from "../support/listening.ts";
import { patience } from "../support/patience.ts";
import { runStack, urlsFrom } from "../support/stack.ts";

jest.setTimeout(patience.test);

const state = mkdtempSync(join(tmpdir(), "start-"));
const first = 19_329;
const urls = urlsFrom(first);

afterAll(() => rmSync(state, { recursive: true, force: true }));

const listProcesses = (text: string) => {
  if (process.platform === "win32") return [];
  const all = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" });
  return all.split("\n").filter((line) => line.includes(text) && !line.includes("ps -eo"));
};

/** The processes that still run after five seconds, which gives killed ones time to exit. */
const listRemaining = async (text: string) => {
  for (let tries = 0; tries < 50 && listProcesses(text).length > 0; tries += 1) await sleep(100);
  return listProcesses(text);
};

const linesOf = (output: string) =>
  output
    .trim()
    .split("\n")
    .map((line) => line.trim());

const signUp = async (email: string) => {
  const response = await fetch(urls.cognito, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": "AWSCognitoIdentityProviderService.SignUp",
    },
    body: JSON.stringify({
      ClientId: "localwebclient",
      Username: email,
      Password: "Correct-horse-7",
      UserAttributes: [{ Name: "email", Value: email }],
    }),
  });
  return response.status;
};

it("listListeningPorts finds a server that other machines can reach", async () => {
  const open = createServer().listen(0, "0.0.0.0");
  const shut = createServer().listen(0, "127.0.0.1");
  await Promise.all([once(open, "listening"), once(shut, "listening")]);
  const [reached, unreached] = [open, shut].map((server) => (server.address() as AddressInfo).port);
  const listening = listListeningPorts(process.pid);
  open.close();
  shut.close();
  expect(listening).toContainEqual({ port: reached, onLoopback: false });
  expect(listening).toContainEqual({ port: unreached, onLoopback: true });
});

describe("npm start", () => {
  it("starts, stops all its processes, keeps users, and deletes them with --fresh", async () => {
    const beginning = await runStack(first, state);
    // No terminal, so there is no progress.
    expect(beginning.output()).toMatch(/^\n {2}Console +http/);
    expect(beginning.output()).toContain("Ready after");
    expect(await signUp("ada@example.com")).toBe(200);
    expect(listProcesses(state)).not.toEqual([]);
    const listening = listListeningPorts(beginning.child.pid ?? 0);
    const ports = Object.values(urls).map((url) => Number(new URL(url).port));
    expect(listening.map(({ port }) => port)).toEqual(expect.arrayContaining(ports));
    expect(listening.filter(({ onLoopback }) => !onLoopback)).toEqual([]);
    await beginning.stop();
    expect(await listRemaining(state)).toEqual([]);
    await expect(fetch(urls.cognito)).rejects.toThrow();

    const again = await runStack(first, state);
    expect(await signUp("ada@example.com")).toBe(400);
    await again.stop();

    const fresh = await runStack(first, state, ["--fresh"]);
    expect(await signUp("ada@example.com")).toBe(200);
    await fresh.stop();
  }, 400_000);

  it("stops all its processes if a part does not start, and says why in one line", async () => {
    const broken = mkdtempSync(join(tmpdir(), "start-"));
    writeFileSync(join(broken, "inbox.json"), "[{");
    const { child, output } = await runStack(first, broken);
    expect(child.exitCode).toBe(1);
    expect(linesOf(output())).toEqual([expect.stringMatching(/inbox\.json is not JSON: .*delete it/)]);
    expect(await listRemaining(broken)).toEqual([]);
    rmSync(broken, { recursive: true, force: true });
  });

  it("says which port is taken and how to change it", async () => {
    const squatter = createServer().listen(first + 2, "127.0.0.1");
    await once(squatter, "listening");
    const { child, output } = await runStack(first, state);
    squatter.close();
    expect(child.exitCode).toBe(1);
    expect(linesOf(output())).toEqual([expect.stringMatching(new RegExp(`${first + 2}.*CONSOLE_PORT`))]);
  });

  it("suggests an option for an unknown one", async () => {
    const { child, output } = await runStack(first, state, ["--frehs"]);
    expect([child.exitCode, output()]).toEqual([1, expect.stringContaining("--fresh")]);
  });
});
