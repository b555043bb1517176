/** What an administrator's call has in place of an app client. */
const notApplicable = "CLIENT_ID_NOT_APPLICABLE";

export type LinkPage = "confirm" | "reset";

type LinkParts = {
  origin: string;
  language: string;
  page: LinkPage;
  /** The brand's key; the default brand's pages have no name of their own. */
  brand: string;
  clientId: string | null | undefined;
  userName: string | null | undefined;
  /** Cognito's placeholder, which it replaces in the finished mail: it must not be encoded. */
  code: string;
};

/** Encoded so that HTML has nothing left to escape: the link a reader sees is the link, letter for letter. */
const encodePart = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * The address a mail's button leads to: `<origin>/<language>/<page>[/<brand>]#<client>/<user name>/<code>`. All that is private is
 * in the fragment, which no server, log or referrer sees. Undefined where no app client is known to confirm with.
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

/** Where a person begins to choose a new password: the page asks for their address and has Cognito send a code. */
export const createResetLink = ({
  clientId,
  ...facts
}: Pick<LinkParts, "origin" | "language" | "brand" | "clientId">): string | undefined =>
  clientId && clientId !== notApplicable
    ? `${pageUrlOf({ ...facts, page: "reset" })}#${encodePart(clientId)}`
    : undefined;
