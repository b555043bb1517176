import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import suite from "#suite";
import { chooseLanguage } from "../rules/mail/choose-language.ts";
import { brandOf } from "../rules/mail/reader.ts";
import type { LinkPage } from "../rules/mail/verification-link.ts";
import { readEnvironment } from "../runtime/config.ts";
import { describeError, report } from "../runtime/logger.ts";
import { tryAgainMessage } from "../runtime/trigger.ts";
import type { Suite } from "../settings/suite.ts";
import { languageTags } from "../templates/compiled/words/tags.ts";
import { securityHeaders } from "./headers.ts";
import { renderLinkPage, renderNotFoundPage } from "./page.ts";

export type Dependencies = {
  suite: Suite;
  /** The address of Cognito for the user's browser. */
  cognitoUrl: string;
  /** The app clients whose links are accepted. */
  appClientIds: readonly string[];
  /** The pool's minimum password length. */
  passwordLength: string;
};

const isLinkPage = (page: string): page is LinkPage => page === "confirm" || page === "reset";

/**
 * The pages that mails link to. They answer only GET and HEAD and never see a code: a mail scanner that opens a link
 * changes nothing, and the button calls Cognito from the user's browser.
 */
export const createApp = ({ suite, cognitoUrl, appClientIds, passwordLength }: Dependencies): Hono => {
  const app = new Hono();
  app.use(securityHeaders(cognitoUrl, Object.values(suite.brands)));
  app.get("/:language/:page/:brand?", (context) => {
    const { language: wish, page, brand: key = "default" } = context.req.param();
    if (!isLinkPage(page)) return context.notFound();
    const language = chooseLanguage([wish], languageTags, suite.language);
    return context.html(
      renderLinkPage({ page, language, brand: brandOf(suite, key), cognitoUrl, appClientIds, passwordLength }),
    );
  });
  app.all("/:language/:page/:brand?", (context) => context.text("Only GET and HEAD.", 405, { Allow: "GET, HEAD" }));
  app.onError((error, context) => {
    report("page not made", { error: describeError(error) });
    return context.text(tryAgainMessage, 500);
  });
  app.notFound((context) =>
    context.html(
      renderNotFoundPage({
        language: chooseLanguage([context.req.path.split("/")[1]], languageTags, suite.language),
        brand: suite.brands.default,
      }),
      404,
    ),
  );
  return app;
};

const environment = readEnvironment(["COGNITO_URL", "APP_CLIENT_IDS", "PASSWORD_LENGTH"]);

export const handler = handle(
  createApp({
    suite,
    cognitoUrl: environment.COGNITO_URL,
    passwordLength: environment.PASSWORD_LENGTH,
    appClientIds: [...environment.APP_CLIENT_IDS.split(",").map((id) => id.trim()), ...Object.keys(suite.appClients)],
  }),
);
