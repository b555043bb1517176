import { AsyncLocalStorage } from "node:async_hooks";
import type { Request } from "./library.ts";

type Current = { target: string; request: Request };

const storage = new AsyncLocalStorage<Current>();

/** Runs work that can ask which API call it is part of: the library hands triggers less of the call than Cognito does. */
export const duringRequest = <Result>(current: Current, work: () => Promise<Result>): Promise<Result> =>
  storage.run(current, work);

export const currentTarget = (): string | undefined => storage.getStore()?.target;
export const currentRequest = (): Request => storage.getStore()?.request ?? {};

/** The claims of a token, unverified: the caller is this machine's own. */
export const decodeToken = (token: unknown): Record<string, unknown> => {
  try {
    return JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString());
  } catch {
    return {};
  }
};
