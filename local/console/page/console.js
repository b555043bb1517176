import { byId, copyToForms, forms, say, show, valuesOf } from "/forms.js";
import { cognito, request, selectWhenCreated, showUser, showUsers } from "/inspect.js";

const state = { refreshToken: undefined, challenge: undefined };

const toAttributes = (values) =>
  ["given_name", "locale"].filter((name) => values[name]).map((Name) => ({ Name, Value: values[Name] }));

/** Reads lines of name=value for the API. */
const readPairs = (text) =>
  text.split("\n").flatMap((line) => {
    const [name, ...value] = line.split("=");
    return value.length > 0 ? [{ Name: name.trim(), Value: value.join("=").trim() }] : [];
  });

const run = async (work) => {
  try {
    await work();
  } catch (error) {
    say(`${error.name}: ${error.message}`, true);
  }
  await showUsers().catch((error) => say(error.message, true));
};

const askForNewPassword = (wanted) => {
  byId("new-password").hidden = !wanted;
  byId("signin").elements.namedItem("newPassword").required = wanted;
};

/** The challenge belongs to one user, so a change of the address ends it. */
const dropChallenge = () => {
  state.challenge = undefined;
  askForNewPassword(false);
};

const showSignInAnswer = ({ AuthenticationResult, ChallengeName, ChallengeParameters, Session }, email) => {
  if (ChallengeName === "NEW_PASSWORD_REQUIRED") {
    state.challenge = { Session, email, userName: ChallengeParameters.USER_ID_FOR_SRP };
    askForNewPassword(true);
    return say("This password was temporary: choose a new one and sign in again.");
  }
  dropChallenge();
  if (!AuthenticationResult) return say(`Cognito asks for ${ChallengeName}, which the console cannot answer.`, true);
  state.refreshToken = AuthenticationResult.RefreshToken ?? state.refreshToken;
  byId("refresh").disabled = false;
  return say("Signed in. See what the tokens say.");
};

const describeDelivery = ({ CodeDeliveryDetails }) =>
  CodeDeliveryDetails ? `A code is on its way to ${CodeDeliveryDetails.Destination}: open the inbox.` : "Done.";

const actions = {
  signup: async () => {
    const { email, password, further, validation, ...rest } = valuesOf("signup");
    const UserAttributes = [...toAttributes(rest), ...readPairs(further)];
    const ValidationData = readPairs(validation);
    const answer = await cognito("SignUp", { Username: email, Password: password, UserAttributes, ValidationData });
    copyToForms({ email });
    selectWhenCreated(email);
    say(answer.UserConfirmed ? "Signed up and confirmed." : describeDelivery(answer));
    show(answer.UserConfirmed ? "signin" : "confirm");
  },
  confirm: async () => {
    const { email, code } = valuesOf("confirm");
    await cognito("ConfirmSignUp", { Username: email, ConfirmationCode: code.trim() });
    say("Confirmed. The welcome mail is in the inbox.");
    show("signin");
    setTimeout(() => run(async () => {}), 1200);
  },
  signin: async () => {
    const { email, password, newPassword: chosen } = valuesOf("signin");
    copyToForms({ email });
    selectWhenCreated(email);
    const { challenge } = state;
    const answer =
      challenge && chosen
        ? await cognito("RespondToAuthChallenge", {
            ChallengeName: "NEW_PASSWORD_REQUIRED",
            Session: challenge.Session,
            ChallengeResponses: { USERNAME: challenge.userName, NEW_PASSWORD: chosen },
          })
        : await cognito("InitiateAuth", {
            AuthFlow: "USER_PASSWORD_AUTH",
            AuthParameters: { USERNAME: email, PASSWORD: password },
          });
    showSignInAnswer(answer, email);
  },
  forgot: async () => {
    const { email, code, password } = valuesOf("forgot");
    await cognito("ConfirmForgotPassword", { Username: email, ConfirmationCode: code.trim(), Password: password });
    say("The password is changed, and a mail says so.");
    show("signin");
    setTimeout(() => run(async () => {}), 1200);
  },
  invite: async () => {
    const { email, ...rest } = valuesOf("invite");
    const UserAttributes = [{ Name: "email_verified", Value: "true" }, ...toAttributes(rest)];
    await cognito("AdminCreateUser", { Username: email, UserAttributes, DesiredDeliveryMediums: ["EMAIL"] });
    dropChallenge();
    copyToForms({ email });
    selectWhenCreated(email);
    say("Invited: the temporary password is in the inbox.");
    show("signin");
  },
};

for (const name of forms) {
  byId(name).addEventListener("submit", (event) => {
    event.preventDefault();
    void run(actions[name]);
  });
  byId(`tab-${name}`).addEventListener("click", () => {
    byId("status").hidden = true;
    show(name);
  });
  byId(`tab-${name}`).addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step) show(forms.at((forms.indexOf(name) + step) % forms.length), true);
  });
}
byId("signin").addEventListener("input", ({ target }) => {
  if (target.name === "email" && state.challenge?.email !== target.value) dropChallenge();
});
byId("resend").addEventListener("click", () =>
  run(async () =>
    say(describeDelivery(await cognito("ResendConfirmationCode", { Username: valuesOf("confirm").email }))),
  ),
);
byId("send-reset").addEventListener("click", () =>
  run(async () => say(describeDelivery(await cognito("ForgotPassword", { Username: valuesOf("forgot").email })))),
);
byId("refresh").addEventListener("click", () =>
  run(async () =>
    showSignInAnswer(
      await cognito("InitiateAuth", {
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: state.refreshToken },
      }),
      valuesOf("signin").email,
    ),
  ),
);
byId("user").addEventListener("change", () => showUser().catch((error) => say(error.message, true)));

const { inbox, poolId, clientIds, languageTags } = await request("/api/stack");
const newOption = (value) => new Option(value, value);
const languageNames = new Intl.DisplayNames("en", { type: "language" });
byId("inbox").href = inbox;
byId("pool").textContent = poolId;
byId("client").append(...clientIds.map(newOption));
byId("locale").append(...languageTags.map((tag) => new Option(languageNames.of(tag), tag)));
show("signup");
await run(async () => {});
setInterval(() => {
  if (!document.hidden) showUsers().catch(() => {});
}, 5000);
