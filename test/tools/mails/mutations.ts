import type { Mail } from "../../../tools/mails/mail.ts";
import { makeAllMails } from "../../../tools/mails/mail.ts";
import { suiteWith } from "../../support/suite.ts";

const mails = makeAllMails(suiteWith());

/** A good mail of the suite's. */
export const goodMail = (id: string): Mail => {
  const mail = mails.find((each) => each.id === id);
  if (!mail) throw new Error(`There is no mail ${id}.`);
  return mail;
};

export const bases = {
  code: goodMail("CustomMessage_SignUp/en/default"),
  notice: goodMail("welcome/en/default"),
  arabic: goodMail("CustomMessage_SignUp/ar/default"),
  logo: goodMail("CustomMessage_SignUp/en/with-logo"),
};

/** One thing that goes wrong with a good mail, and every gate that says so. */
export type Mutation = {
  fault: string;
  of: keyof typeof bases;
  make: (mail: Mail) => Mail;
  caughtBy: readonly string[];
};

const inHtml =
  (from: string | RegExp, to: string) =>
  (mail: Mail): Mail => ({ ...mail, html: mail.html.replace(from, () => to) });

const inText =
  (from: string | RegExp, to: string) =>
  (mail: Mail): Mail => ({ ...mail, text: mail.text.replace(from, () => to) });

/** Into the words that every mail opens with. */
const intoOpening = (html: string) => inHtml("<h1 ", `${html}<h1 `);
const styled = (style: string) => inHtml('<h1 style="', `<h1 style="${style};`);
const css = (rule: string) => inHtml("</style>", `${rule}</style>`);

const axe = "axe-core";
const validate = "html-validate";
const compat = "mail programs";
const own = "own rules";
const guard = "contract guard";
const spam = "SpamAssassin";

const mutation = (
  of: keyof typeof bases,
  fault: string,
  make: (mail: Mail) => Mail,
  ...caughtBy: string[]
): Mutation => ({ of, fault, make, caughtBy });

export const mutations: readonly Mutation[] = [
  mutation("logo", "alt removed", inHtml(/ alt="[^"]*"/, ""), axe, validate),
  mutation("logo", "alt without words", inHtml(/ alt="[^"]*"/, ' alt=""'), axe, validate, own),
  mutation("code", "lang removed", inHtml(/ lang="en"/, ""), axe, validate),
  mutation("code", "lang of another language", inHtml(/ lang="en"/, ' lang="de"'), own),
  mutation("code", "title removed", inHtml(/<title>.*?<\/title>/, ""), axe, validate),
  mutation("code", "low contrast", inHtml("color:#4b5563", "color:#c9ccd1"), axe),
  mutation(
    "code",
    "dark mode that leaves the card light",
    inHtml(/\.card > table > tbody > tr > td\{background[^}]*\}/, ""),
    axe,
  ),
  mutation("code", "display:grid", styled("display:grid"), compat),
  mutation("code", "display:flex", styled("display:flex"), compat),
  mutation("code", "position", styled("position:absolute"), compat),
  mutation("code", "filter", styled("filter:blur(1px)"), compat),
  mutation(
    "code",
    "form",
    intoOpening('<form action="https://example.com/"><input name="code"></form>'),
    axe,
    validate,
    compat,
  ),
  mutation("code", "role of a table removed", inHtml(/(?<=mj-column[^>]*><table[^>]*) role="presentation"/, ""), own),
  mutation("code", "script", intoOpening("<script>1</script>"), compat),
  mutation("code", "svg", intoOpening('<svg aria-hidden="true"></svg>'), compat),
  mutation("code", "CSS variable", css(":root{--size:24px}h1{font-size:var(--size)}"), compat),
  mutation(
    "code",
    "link without TLS",
    inHtml('href="https://www.example.com"', 'href="http://www.example.com"'),
    guard,
    own,
  ),
  mutation(
    "code",
    "text of a link is another host",
    inHtml(/(?<=>)https:\/\/accounts\.example\.com/, "https://accounts.example.net"),
    guard,
    own,
    spam,
  ),
  mutation("code", "placeholder encoded in the link", inHtml('/{####}"', '/%7B####%7D"'), guard),
  mutation("code", "placeholder written with entities", inHtml(">{####}</b>", ">&#123;####&#125;</b>"), guard),
  mutation("code", "code dropped", inHtml("{####}</b>", "</b>"), guard),
  mutation("arabic", "a section reads from left to right", inHtml("direction:rtl", "direction:ltr"), own),
  mutation("arabic", "code without a direction of its own", inHtml('<b dir="ltr"', "<b"), own),
  mutation("arabic", "text aligned to the left", inHtml("text-align:right", "text-align:left"), own),
  mutation(
    "arabic",
    "direction of the wrapper removed",
    inHtml(/(role="article" lang="ar") dir="rtl"/, 'role="article" lang="ar"'),
    own,
  ),
  mutation("notice", "text part with markup", inText("Hello", "<b>Hello</b>"), guard, own),
  mutation("notice", "text part without the link", inText("https://www.example.com", "our website"), guard),
  mutation("code", "text part without the code", inText("{####}", "481516"), guard, own),
  mutation(
    "code",
    "words that an unclosed tag has swallowed",
    inHtml("Thank you for signing up for Example.", ""),
    guard,
  ),
  mutation("code", "inline event handler", inHtml("<h1 ", '<h1 onclick="go()" '), compat),
  mutation(
    "code",
    "font from elsewhere",
    css("@font-face{font-family:F;src:url(https://example.com/f.woff2)}"),
    compat,
  ),
  mutation(
    "code",
    "style sheet from elsewhere",
    inHtml("</head>", '<link rel="stylesheet" href="https://example.com/a.css"></head>'),
    compat,
  ),
  mutation(
    "code",
    "picture over an unsafe line",
    intoOpening('<img src="http://example.com/a.png" alt="A">'),
    guard,
    own,
  ),
  mutation("code", "second preheader", intoOpening('<div style="display:none">Again</div>'), own),
  mutation("code", "elements that cross", inHtml("</h1>", "</h2>"), validate),
  mutation("code", "id used twice", intoOpening('<p id="a">a</p><p id="a">b</p>'), validate),
  mutation("code", "background of a gradient", styled("background:linear-gradient(#ffffff,#eeeeee)"), compat),
  mutation("code", "a unit that Outlook does not know", styled("width:10vw"), compat),
  mutation("logo", "picture that Gmail does not show", inHtml("logo.png", "logo.svg"), compat),
  mutation("code", "style for a pointer", css("a:hover{color:red}"), compat),
  mutation("notice", "a code where none is replaced", inHtml("<h1 ", "<p>{####}</p><h1 "), guard, own),
  mutation("code", "a button too large to send", inHtml("</body>", `<!--${"x".repeat(9_000)}--></body>`), guard),
  mutation("notice", "preview text in white", inHtml("display:none;", "display:none;color:#ffffff;"), spam),
  mutation(
    "notice",
    "words of a swindler",
    intoOpening(
      "<p>Dear Friend, this is 100% risk free. Lose weight fast, buy Viagra online without prescription.</p>",
    ),
    spam,
  ),
];
