import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Brand } from "../templates/brand.ts";
import { script } from "./compiled.ts";
import { hashSource, styleOf } from "./style.ts";

/**
 * Allows the page's own script and style, Cognito, and the logos of brands. The page cannot be framed and sends no
 * referrer, because its fragment contains a code.
 */
export const securityHeaders = (cognitoUrl: string, brands: readonly Brand[]): MiddlewareHandler => {
  // The address of any other image could leak a code.
  const pictures = [...new Set(brands.flatMap(({ logo }) => (logo ? [new URL(logo.url).origin] : [])))];
  const secure = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [hashSource(script)],
      styleSrc: brands.map((brand) => hashSource(styleOf(brand))),
      ...(pictures.length > 0 && { imgSrc: pictures }),
      connectSrc: [new URL(cognitoUrl).origin],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: "no-referrer",
    xFrameOptions: "DENY",
    strictTransportSecurity: "max-age=31536000; includeSubDomains",
    permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  });
  return async (context, next) => {
    await secure(context, next);
    context.header("Cache-Control", "no-store");
    context.header("X-Robots-Tag", "noindex");
  };
};
