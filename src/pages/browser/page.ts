import { type Answer, callCognito } from "./cognito.ts";
import { problems } from "./problems.ts";

type Facts = {
  page: "confirm" | "reset";
  cognitoUrl: string;
  appClientIds: readonly string[];
  texts: Record<string, string>;
};

const element = <Type extends HTMLElement>(id: string) => document.getElementById(id) as Type;
const { page, cognitoUrl, appClientIds, texts } = JSON.parse(element("facts").dataset["facts"] ?? "{}") as Facts;

/** `#<client>[/<user name>/<code>]`; undefined when the link was cut or is for another product. */
const readLink = () => {
  try {
    const [clientId = "", userName = "", code = ""] = location.hash.slice(1).split("/").map(decodeURIComponent);
    const complete = userName !== "" || page === "reset";
    return appClientIds.includes(clientId) && complete ? { clientId, userName, code } : undefined;
  } catch {
    return undefined;
  }
};

const say = (name: string, problem = false) => {
  const message = element("message");
  message.textContent = texts[name] ?? "";
  message.className = problem ? "problem" : "";
};

const finish = (heading: string, text: string) => {
  element("heading").textContent = texts[heading] ?? "";
  element("form").hidden = true;
  element("intro").hidden = true;
  element("next").hidden = true;
  element("onward").hidden = false;
  // A used code need not stay in the browser's history.
  history.replaceState(null, "", location.pathname);
  say(text);
  element("heading").focus();
};

const show = (answer: Answer) => {
  if (page === "confirm" && isConfirmed(answer)) return finish("doneHeading", "already");
  const problem = problems[answer.error] ?? "failed";
  say(problem, true);
  element("next").hidden = !["invalid", "expired"].includes(problem);
};

// Cognito has no error of its own for it: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html
const isConfirmed = ({ error, message }: Answer) =>
  ["NotAuthorizedException", "InvalidParameterException"].includes(error) && /confirmed/i.test(message);

const start = (link: { clientId: string; userName: string; code: string }) => {
  const code = element<HTMLInputElement>("code");
  const password = document.getElementById("password") as HTMLInputElement | null;
  const repeat = document.getElementById("repeat") as HTMLInputElement | null;
  const button = element<HTMLButtonElement>("action");
  const named = { ClientId: link.clientId, Username: link.userName };

  const busy = async (work: () => Promise<Answer>, done: () => void) => {
    button.disabled = true;
    say("working");
    const answer = await work();
    button.disabled = false;
    if (answer.error) show(answer);
    else done();
  };

  element("form").hidden = false;
  code.value = link.code;
  element("code-field").hidden = link.code !== "";

  element("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const confirmation = { ...named, ConfirmationCode: code.value.trim() };
    if (!password || !repeat)
      return busy(
        () => callCognito(cognitoUrl, "ConfirmSignUp", confirmation),
        () => finish("doneHeading", "done"),
      );
    if (password.value === "") return say("missing", true);
    if (password.value !== repeat.value) return say("mismatch", true);
    return busy(
      () => callCognito(cognitoUrl, "ConfirmForgotPassword", { ...confirmation, Password: password.value }),
      () => finish("doneHeading", "done"),
    );
  });

  element("resend").addEventListener("click", () =>
    busy(
      () => callCognito(cognitoUrl, page === "confirm" ? "ResendConfirmationCode" : "ForgotPassword", named),
      () => {
        element("next").hidden = true;
        element("code-field").hidden = false;
        code.value = "";
        say("resent");
      },
    ),
  );

  document.getElementById("show")?.addEventListener("click", ({ currentTarget }) => {
    const shown = password?.type === "text";
    for (const field of [password, repeat]) if (field) field.type = shown ? "password" : "text";
    const toggle = currentTarget as HTMLButtonElement;
    toggle.setAttribute("aria-pressed", String(!shown));
    toggle.textContent = texts[shown ? "showPassword" : "hidePassword"] ?? "";
  });
};

/** A reset that nobody has asked for yet: Cognito sends the code to the address that is entered here. */
const ask = (clientId: string) => {
  const intro = element("intro");
  const form = element("start");
  const user = element<HTMLInputElement>("user");
  const button = element<HTMLButtonElement>("send");
  const words = intro.textContent;
  intro.textContent = texts["start"] ?? "";
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const userName = user.value.trim();
    if (!userName) return user.focus();
    button.disabled = true;
    say("working");
    const answer = await callCognito(cognitoUrl, "ForgotPassword", { ClientId: clientId, Username: userName });
    button.disabled = false;
    // Whether there is such a person is not for this page to tell.
    if (answer.error && answer.error !== "UserNotFoundException") return show(answer);
    form.hidden = true;
    intro.textContent = words;
    start({ clientId, userName, code: "" });
    say("resent");
  });
};

const link = readLink();
if (!link) say("incompleteLink", true);
else if (link.userName) start(link);
else ask(link.clientId);
