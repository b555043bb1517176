/** What an administrator's call has in place of an app client. */
const noClient = "CLIENT_ID_NOT_APPLICABLE";

export type LinkPage = "confirm" | "reset";

type Facts = {
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

/**
 * The address a mail's button leads to: `<origin>/<language>/<page>[/<brand>]#<client>/<user name>/<code>`. All that is private is
 * in the fragment, which no server, log or referrer sees. Undefined where no app client is known to confirm with.
 */
export const verificationLink = ({
  origin,
  language,
  page,
  brand,
  clientId,
  userName,
  code,
}: Facts): string | undefined =>
  clientId && clientId !== noClient && userName
    ? `${origin}/${language}/${page}${brand === "default" ? "" : `/${brand}`}#${encodeURIComponent(clientId.toWellFormed())}/${encodeURIComponent(userName.toWellFormed())}/${code}`
    : undefined;
