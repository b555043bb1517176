import { type CaptchaVerdict, judgeCaptcha } from "../rules/sign-up/captcha.ts";
import type { Captcha } from "../settings/sign-up.ts";
import type { SecretSource } from "./secrets.ts";

const siteverifyUrls: Record<Captcha["provider"], string> = {
  turnstile: "https://challenges.cloudflare.com/turnstile/v0/siteverify",
  recaptcha: "https://www.google.com/recaptcha/api/siteverify",
  hcaptcha: "https://api.hcaptcha.com/siteverify",
};

/**
 * Asks the provider about a token. A token can be verified once.
 * @throws Error if there is no secret or no answer
 */
export const verifyCaptcha =
  (readSecret: (source: SecretSource, signal: AbortSignal) => Promise<string>, urls = siteverifyUrls) =>
  async (captcha: Captcha, token: string, signal: AbortSignal): Promise<CaptchaVerdict> => {
    const secret = await readSecret(captcha.secret, signal);
    const response = await fetch(urls[captcha.provider], {
      method: "POST",
      body: new URLSearchParams({ secret, response: token }),
      signal,
      redirect: "error",
    });
    const body: unknown = await response.json().catch((error: unknown) => {
      if (signal.aborted) throw error;
      return undefined;
    });
    return judgeCaptcha({ status: response.status, body }, captcha);
  };
