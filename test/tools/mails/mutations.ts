import type { Mail } from "../../../tools/mails/mail.ts";
import { makeAllMails } from "../../../tools/mails/mail.ts";
import { suiteWith } from "../../support/suite.ts";

const mails = makeAllMails(suiteWith());

/** A good mail of the suite. */
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

/** One fault in a good mail, and every gate that finds it. */
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

/** Inserts HTML before the heading. */
const insertFirst = (html: string) => inHtml("<h1 ", `${html}<h1 `);
const addStyle = (style: string) => inHtml('<h1 style="', `<h1 style="${style};`);
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
  mutation("logo", "empty alt", inHtml(/ alt="[^"]*"/, ' alt=""'), axe, validate, own),
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
  mutation("code", "display:grid", addStyle("display:grid"), compat),
  mutation("code", "display:flex", addStyle("display:flex"), compat),
  mutation("code", "position", addStyle("position:absolute"), compat),
  mutation("code", "filter", addStyle("filter:blur(1px)"), compat),
  mutation(
    "code",
    "form",
    insertFirst('<form action="https://example.com/"><input name="code"></form>'),
    axe,
    validate,
    compat,
  ),
  mutation("code", "role of a table removed", inHtml(/(?<=mj-column[^>]*><table[^>]*) role="presentation"/, ""), own),
  mutation("code", "script", insertFirst("<script>1</script>"), compat),
  mutation("code", "svg", insertFirst('<svg aria-hidden="true"></svg>'), compat),
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
    "link text with another host",
    inHtml(/(?<=>)https:\/\/accounts\.example\.com/, "https://accounts.example.net"),
    guard,
    own,
    spam,
  ),
  mutation("code", "placeholder encoded in the link", inHtml('/{####}"', '/%7B####%7D"'), guard),
  mutation("code", "placeholder written with entities", inHtml(">{####}</b>", ">&#123;####&#125;</b>"), guard),
  mutation("code", "code dropped", inHtml("{####}</b>", "</b>"), guard),
  mutation("arabic", "left-to-right section", inHtml("direction:rtl", "direction:ltr"), own),
  mutation("arabic", "code without its own direction", inHtml('<b dir="ltr"', "<b"), own),
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
  mutation("code", "words that an unclosed tag swallows", inHtml("Thank you for signing up for Example.", ""), guard),
  mutation("code", "inline event handler", inHtml("<h1 ", '<h1 onclick="go()" '), compat),
  mutation("code", "external font", css("@font-face{font-family:F;src:url(https://example.com/f.woff2)}"), compat),
  mutation(
    "code",
    "external style sheet",
    inHtml("</head>", '<link rel="stylesheet" href="https://example.com/a.css"></head>'),
    compat,
  ),
  mutation("code", "picture without TLS", insertFirst('<img src="http://example.com/a.png" alt="A">'), guard, own),
  mutation("code", "second preheader", insertFirst('<div style="display:none">Again</div>'), own),
  mutation("code", "mismatched elements", inHtml("</h1>", "</h2>"), validate),
  mutation("code", "id used twice", insertFirst('<p id="a">a</p><p id="a">b</p>'), validate),
  mutation("code", "gradient background", addStyle("background:linear-gradient(#ffffff,#eeeeee)"), compat),
  mutation("code", "unit that Outlook does not support", addStyle("width:10vw"), compat),
  mutation("logo", "picture that Gmail does not show", inHtml("logo.png", "logo.svg"), compat),
  mutation("code", "hover style", css("a:hover{color:red}"), compat),
  mutation("notice", "code that Cognito does not replace", inHtml("<h1 ", "<p>{####}</p><h1 "), guard, own),
  mutation("code", "mail that is too large to send", inHtml("</body>", `<!--${"x".repeat(9_000)}--></body>`), guard),
  mutation("notice", "white preview text", inHtml("display:none;", "display:none;color:#ffffff;"), spam),
  mutation(
    "notice",
    "scam words",
    insertFirst(
      "<p>Dear Friend, this is 100% risk free. Lose weight fast, buy Viagra online without prescription.</p>",
    ),
    spam,
  ),
];
