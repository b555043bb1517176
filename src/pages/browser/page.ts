import { type Answer, callCognito } from "./cognito.ts";
import { problems } from "./problems.ts";

type PageData = {
  page: "confirm" | "reset";
  cognitoUrl: string;
  appClientIds: readonly string[];
  texts: Record<string, string>;
};

const findElement = <Type extends HTMLElement>(id: string) => document.getElementById(id) as Type;
const { page, cognitoUrl, appClientIds, texts } = JSON.parse(findElement("facts").dataset["facts"] ?? "{}") as PageData;

/** `#<client>[/<user name>/<code>]`; undefined if the link is incomplete or for another product. */
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
  const message = findElement("message");
  message.textContent = texts[name] ?? "";
  message.className = problem ? "problem" : "";
};

const finish = (heading: string, text: string) => {
  findElement("heading").textContent = texts[heading] ?? "";
  findElement("form").hidden = true;
  findElement("intro").hidden = true;
  findElement("next").hidden = true;
  findElement("onward").hidden = false;
  // Removes the used code from the browser's history.
  history.replaceState(null, "", location.pathname);
  say(text);
  findElement("heading").focus();
};

const showAnswer = (answer: Answer) => {
  if (page === "confirm" && isConfirmed(answer)) return finish("doneHeading", "already");
  const problem = problems[answer.error] ?? "failed";
  say(problem, true);
  findElement("next").hidden = !["invalid", "expired"].includes(problem);
};

// Cognito has no specific error for this:
// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html
const isConfirmed = ({ error, message }: Answer) =>
  ["NotAuthorizedException", "InvalidParameterException"].includes(error) && /confirmed/i.test(message);

const showForm = (link: { clientId: string; userName: string; code: string }) => {
  const code = findElement<HTMLInputElement>("code");
  const password = document.getElementById("password") as HTMLInputElement | null;
  const repeat = document.getElementById("repeat") as HTMLInputElement | null;
  const button = findElement<HTMLButtonElement>("action");
  const named = { ClientId: link.clientId, Username: link.userName };

  const runWithoutButton = async (work: () => Promise<Answer>, done: () => void) => {
    button.disabled = true;
    say("working");
    const answer = await work();
    button.disabled = false;
    if (answer.error) showAnswer(answer);
    else done();
  };

  findElement("form").hidden = false;
  code.value = link.code;
  findElement("code-field").hidden = link.code !== "";

  findElement("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const confirmation = { ...named, ConfirmationCode: code.value.trim() };
    if (!password || !repeat)
      return runWithoutButton(
        () => callCognito(cognitoUrl, "ConfirmSignUp", confirmation),
        () => finish("doneHeading", "done"),
      );
    if (password.value === "") return say("missing", true);
    if (password.value !== repeat.value) return say("mismatch", true);
    return runWithoutButton(
      () => callCognito(cognitoUrl, "ConfirmForgotPassword", { ...confirmation, Password: password.value }),
      () => finish("doneHeading", "done"),
    );
  });

  findElement("resend").addEventListener("click", () =>
    runWithoutButton(
      () => callCognito(cognitoUrl, page === "confirm" ? "ResendConfirmationCode" : "ForgotPassword", named),
      () => {
        findElement("next").hidden = true;
        findElement("code-field").hidden = false;
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

/** Starts a reset: Cognito sends the code to the address that the user enters. */
const askForAddress = (clientId: string) => {
  const intro = findElement("intro");
  const form = findElement("start");
  const user = findElement<HTMLInputElement>("user");
  const button = findElement<HTMLButtonElement>("send");
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
    // The page must not reveal whether the user exists.
    if (answer.error && answer.error !== "UserNotFoundException") return showAnswer(answer);
    form.hidden = true;
    intro.textContent = words;
    showForm({ clientId, userName, code: "" });
    say("resent");
  });
};

const link = readLink();
if (!link) say("incompleteLink", true);
else if (link.userName) showForm(link);
else askForAddress(link.clientId);
