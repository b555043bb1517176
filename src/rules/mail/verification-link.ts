/** The app client id that Cognito sends for an administrator's call. */
const notApplicable = "CLIENT_ID_NOT_APPLICABLE";

export type LinkPage = "confirm" | "reset";

type LinkParts = {
  origin: string;
  language: string;
  page: LinkPage;
  /** The brand's key; the pages of the default brand have no name in the address. */
  brand: string;
  clientId: string | null | undefined;
  userName: string | null | undefined;
  /** Cognito's placeholder. It must not be encoded, because Cognito replaces it in the finished mail. */
  code: string;
};

/** Leaves nothing for HTML to escape, so that users see exactly the link that they follow. */
const encodePart = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * The link of a mail's button: `<origin>/<language>/<page>[/<brand>]#<client>/<user name>/<code>`. Private values are
 * in the fragment, which no server, log or referrer sees. Undefined without an app client to confirm with.
 */
export const createVerificationLink = ({
  origin,
  language,
  page,
  brand,
  clientId,
  userName,
  code,
}: LinkParts): string | undefined =>
  clientId && clientId !== notApplicable && userName
    ? `${pageUrlOf({ origin, language, page, brand })}#${encodePart(clientId)}/${encodePart(userName)}/${code}`
    : undefined;

const pageUrlOf = ({
  origin,
  language,
  page,
  brand,
}: Pick<LinkParts, "origin" | "language" | "page" | "brand">): string =>
  `${origin}/${language}/${page}${brand === "default" ? "" : `/${brand}`}`;

/** Where a user starts to set a new password: the page asks for their address and has Cognito send a code. */
export const createResetLink = ({
  clientId,
  ...facts
}: Pick<LinkParts, "origin" | "language" | "brand" | "clientId">): string | undefined =>
  clientId && clientId !== notApplicable
    ? `${pageUrlOf({ ...facts, page: "reset" })}#${encodePart(clientId)}`
    : undefined;
