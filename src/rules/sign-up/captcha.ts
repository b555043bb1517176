import type { Attributes } from "../../runtime/cognito-event.ts";
import type { Captcha } from "../../settings/sign-up.ts";

/** `down`: the provider or the settings are at fault, so the answer is unknown. */
export type CaptchaVerdict = "person" | "no-person" | "down";

/** In characters. Turnstile allows 2,048; hCaptcha's longer tokens come in the client metadata. */
const maxTokenLength = 8_192;

/** The token that the app sent; undefined if there is none, or one that no widget creates. */
export const readCaptchaToken = (request: {
  validationData?: Attributes | null | undefined;
  clientMetadata?: Attributes | null | undefined;
}): string | undefined =>
  [request.validationData, request.clientMetadata]
    .map((said) => (said && Object.hasOwn(said, "captcha") ? said["captcha"] : undefined))
    .find(
      (token): token is string =>
        typeof token === "string" && token.length <= maxTokenLength && /^[\x21-\x7e]+$/.test(token),
    );

/** Error codes that a stranger's token cannot cause. */
const configurationErrors = ["missing-input-secret", "invalid-input-secret", "internal-error"];

/** Status codes for a request that the token made unreadable or too long. */
const tokenStatuses = [400, 413, 414, 422];

/** `body` is the provider's JSON; undefined if it sent none. */
type CaptchaAnswer = { status: number; body: unknown };

/**
 * Success alone is not enough: the token must come from this site's widget, for this action. Anything that a token
 * could cause counts against it, because users may be let in while the provider is down.
 * @see https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
 * @see https://developers.google.com/recaptcha/docs/verify
 * @see https://docs.hcaptcha.com/#verify-the-user-response-server-side
 */
export const judgeCaptcha = (
  { status, body }: CaptchaAnswer,
  { hostnames, action, leastScore }: Pick<Captcha, "hostnames" | "action" | "leastScore">,
): CaptchaVerdict => {
  if (status !== 200 && !tokenStatuses.includes(status)) return "down";
  const { success, hostname, action: acted, score, "error-codes": codes } = Object(body) as Record<string, unknown>;
  if (typeof success !== "boolean") return status === 200 ? "down" : "no-person";
  if (!success)
    return Array.isArray(codes) && codes.some((code) => configurationErrors.includes(code)) ? "down" : "no-person";
  if (typeof hostname !== "string" || !hostnames.includes(hostname)) return "no-person";
  if (action !== undefined && acted !== action) return "no-person";
  return leastScore !== undefined && !(typeof score === "number" && score >= leastScore) ? "no-person" : "person";
};
