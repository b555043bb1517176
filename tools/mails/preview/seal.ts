/** Allows the mail's own styles and embedded pictures, and no external content. */
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

const head =
  `<meta http-equiv="Content-Security-Policy" content="${mailPolicy}">` +
  '<meta http-equiv="x-dns-prefetch-control" content="off"><meta name="referrer" content="no-referrer">';

const drawBox = (width: string, label: string): string => {
  const wide = Math.min(Math.max(Number.parseInt(width, 10) || 120, 16), 600);
  const high = Math.round(Math.max(24, wide / 4));
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}"><rect width="100%" height="100%" rx="4" fill="#9aa3b2" fill-opacity=".35"/><text x="50%" y="50%" dominant-baseline="central" text-anchor="middle" font-family="sans-serif" font-size="12" fill="#6b7280">${label.replace(/[<>&"]/g, "")}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(picture)}`;
};

const attributeOf = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`, "i").exec(tag)?.[1] ?? "";

/** Replaces every picture with a box and blocks all requests: pictures tell their sender who reads the mail. */
export const sealMail = (html: string): string => {
  const boxed = html.replace(/<img\b[^>]*>/gi, (tag) =>
    tag.replace(/(\ssrc=")(?!data:)[^"]*"/i, (_, start: string) => {
      const label = attributeOf(tag, "alt") || "picture";
      return `${start}${drawBox(attributeOf(tag, "width"), label)}"`;
    }),
  );
  return /<head[^>]*>/i.test(boxed) ? boxed.replace(/<head[^>]*>/i, (tag) => tag + head) : `${head}${boxed}`;
};

/** For pages without scripts: links lead nowhere, and their titles show the address. */
export const withoutLinks = (html: string): string =>
  html.replace(
    /(<a\b[^>]*?)\shref="([^"]*)"/gi,
    (_, start: string, target: string) => `${start} href="#" title="${target}"`,
  );
