import type { Attributes } from "../../runtime/cognito-event.ts";
import type { Captcha } from "../../settings/sign-up.ts";

/** `down`: whether this is a person cannot be known, by the provider's fault or by that of the settings. */
export type CaptchaVerdict = "person" | "no-person" | "down";

/**
 * Characters. Turnstile's tokens have at most 2,048; those of hCaptcha can be longer than validation data may be, and
 * come in the client metadata then.
 */
const maxTokenLength = 8_192;

/** What the app sends of the widget's answer; undefined where it sends none, or none that a widget made. */
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

/** Codes of what a stranger's token cannot be the cause of. */
const configurationErrors = ["missing-input-secret", "invalid-input-secret", "internal-error"];

/** Answers to a question that the token made unreadable or too long. */
const tokenStatuses = [400, 413, 414, 422];

/** What a provider answered: `body` is its JSON, undefined where it is none. */
export type CaptchaAnswer = { status: number; body: unknown };

/**
 * What the provider's answer says. Success alone is not enough: it must have been this site's widget, for this action.
 * Whatever a token could bring about counts against it, for people may be let in while the provider is down.
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
