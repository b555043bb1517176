import type { Problem, Rules } from "../finding.ts";
import { clientsOf } from "../relations.ts";
import { type Template, texts } from "../template.ts";

const keys = ["CallbackURLs", "LogoutURLs", "DefaultRedirectURI"];
const onThisMachine = /^https?:\/\/(?:[\w.-]+\.)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)(?=[:/]|$)/i;

const addresses = (template: Template) =>
  clientsOf(template).flatMap(({ id, properties }) =>
    keys.flatMap((key) => texts(template, properties[key]).map((url) => ({ resource: id, key, url }))),
  );

const about = (
  template: Template,
  isWrong: (url: string) => boolean,
  say: (key: string, url: string) => Omit<Problem, "resource">,
): Problem[] =>
  addresses(template)
    .filter(({ url }) => isWrong(url))
    .map(({ resource, key, url }) => ({ resource, ...say(key, url) }));

/** Where Cognito sends people and their codes. https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html */
export const clientAddressRules = {
  "client-localhost": ({ template, production }) =>
    about(
      template,
      (url) => production && onThisMachine.test(url),
      (key, url) => ({
        wrong: `${key} has ${url}: any program on a person's machine could take their tokens.`,
        fix: "take it out of this stage.",
      }),
    ),

  "client-http": ({ template }) =>
    about(
      template,
      (url) => /^http:/i.test(url) && !onThisMachine.test(url),
      (key, url) => ({
        wrong: `${key} has ${url}: without TLS anybody on the way can read the code, and Cognito refuses it.`,
        fix: "write https://.",
      }),
    ),

  "client-address": ({ template }) =>
    about(
      template,
      (url) => /[*#\s]/.test(url) || !/^(?:[a-z][\w.+-]*:|\$\{)/i.test(url),
      (key, url) => ({
        wrong: `${key} has ${url}, which Cognito refuses: an address is whole, without * and #.`,
        fix: "write out each address.",
      }),
    ),

  "client-callback": ({ template }) =>
    clientsOf(template)
      .filter(
        ({ properties }) =>
          texts(template, properties["AllowedOAuthFlows"]).some((grant) => grant !== "client_credentials") &&
          texts(template, properties["CallbackURLs"]).length === 0,
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "the code flow needs an address to come back to.",
        fix: "set CallbackURLs.",
      })),
} satisfies Rules;
