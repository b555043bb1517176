/** Cognito's limits for a custom message, in characters: API_VerificationMessageTemplateType. */
export const limits = { email: 20_000, subject: 140, sms: 140, least: 6 } as const;

/** Cognito replaces these with the code and the user name. */
export const placeholders = { code: "{####}", userName: "{username}" } as const;

// From the pattern Cognito quotes when it refuses a message; Java's \s is ASCII only.
// Stryker disable Regex: it turns \v into \V, which is not a valid regular expression
const notAccepted = /[^\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\v\f\r ]/u;
// Stryker restore Regex

type MailMessage = { emailSubject: string; emailMessage: string };

export type Contract = {
  /** Cognito's placeholder for the code. */
  code: string;
  /** Cognito's placeholder for the user name, in invitations only. */
  userName?: string;
  /** The only origin of links with the code. Default: no link may contain it, as for temporary passwords. */
  origin?: string;
  /** How often the code must appear, regardless of the user's name. Default: at least once. */
  codes?: number;
};

const countOccurrences = (text: string, part: string) => text.split(part).length - 1;

/** How often a mail contains the code: once as text, and once in each copy of a link with it. */
export const countCodes = (link: string | undefined, code: string, links: number): number =>
  link?.includes(code) ? 1 + links : 1;

const foreignPlaceholder = /\{##|##\}|\{username\}/;

/** Whether a text contains a placeholder that only Cognito would replace. */
export const hasPlaceholder = (text: string): boolean => foreignPlaceholder.test(text);

const checkCharacters = (part: string, text: string): string[] => {
  const found = notAccepted.exec(text)?.[0].codePointAt(0);
  return found === undefined
    ? []
    : [
        `${part} has U+${found.toString(16).toUpperCase().padStart(4, "0")}, which Cognito refuses: write it as an HTML entity or remove it`,
      ];
};

const checkLength = (part: string, text: string, max: number): string[] =>
  text.length >= limits.least || part === "subject"
    ? text.length > max || text.length === 0
      ? [`${part} has ${text.length} characters, Cognito takes 1 to ${max}`]
      : []
    : [`${part} has ${text.length} characters, Cognito takes at least ${limits.least}`];

const checkPlaceholders = (part: string, text: string, { code, userName, codes }: Contract): string[] => {
  const found = countOccurrences(text, code);
  const rest = text.replaceAll(code, "").replaceAll(userName ?? code, "");
  const wrong = codes === undefined ? found === 0 : found !== codes;
  return [
    // A user's name may equal the placeholder, so the encoded form alone proves nothing.
    ...(wrong && text.includes(encodeURIComponent(code))
      ? [`${part} has the code placeholder encoded, so it is not replaced`]
      : []),
    ...(found === 0 ? [`${part} lacks the code placeholder`] : []),
    ...(codes !== undefined && found > 0 && found !== codes
      ? [`${part} has the code ${found} times, its template ${codes} times`]
      : []),
    ...(userName !== undefined && countOccurrences(text, userName) === 0
      ? [`${part} lacks the user name placeholder`]
      : []),
    ...(hasPlaceholder(rest) ? [`${part} has a placeholder that its template does not have`] : []),
  ];
};

const findAddresses = (html: string): readonly string[] => html.match(/(?<=(?:href|src)=")[^"]*/gi) ?? [];

const delimiters = new Set(" \t\n\v\f\r<>\"'");

/** The text directly before each code: empty in plain text, the beginning of the address within one. */
const findLeads = (html: string, code: string): string[] =>
  html
    .split(code)
    .slice(0, -1)
    .map((before) => {
      let start = before.length;
      while (start > 0 && !delimiters.has(before.charAt(start - 1))) start -= 1;
      return before.slice(start);
    });

const isAddress = (lead: string) => /[/?#\\]/.test(lead) || /^[a-z]+:/i.test(lead);

const checkLinks = (html: string, { code, origin }: Contract): string[] => [
  ...findLeads(html, code)
    .filter((lead) => isAddress(lead) && (origin === undefined || !lead.startsWith(`${origin}/`)))
    .map(() =>
      origin === undefined
        ? "email has the code in an address, where it must not be"
        : `email has the code in an address outside ${origin}`,
    ),
  ...(findAddresses(html).some(
    (address) => !/^(?:https|mailto):/i.test(address) && !(origin && address.startsWith(`${origin}/`)),
  )
    ? ["email has an address that is neither https nor mailto"]
    : []),
];

/** Why Cognito would reject or distort this mail. The reasons are logged, so they quote nothing of it. */
export const checkMail = ({ emailSubject, emailMessage }: MailMessage, expected: Contract): string[] => [
  ...checkLength("subject", emailSubject, limits.subject),
  ...checkCharacters("subject", emailSubject),
  ...checkLength("email", emailMessage, limits.email),
  ...checkCharacters("email", emailMessage),
  ...checkPlaceholders("email", emailMessage, expected),
  ...checkLinks(emailMessage, expected),
];

/** The same for an SMS. */
export const checkSms = (smsMessage: string, expected: Omit<Contract, "codes">): string[] => [
  ...checkLength("sms", smsMessage, limits.sms),
  ...checkCharacters("sms", smsMessage),
  ...checkPlaceholders("sms", smsMessage, expected),
];
