import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Brand } from "../templates/brand.ts";
import { script } from "./compiled.ts";
import { hashSource, styleOf } from "./style.ts";

/**
 * Nothing but the page's own script and style runs, nothing but Cognito and the brands' logos is asked for, no frame
 * holds the page, and no address of it is passed on: the fragment carries a code.
 */
export const securityHeaders = (cognitoUrl: string, brands: readonly Brand[]): MiddlewareHandler => {
  // No picture from anywhere else: its address could carry a code away.
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
