import { byId } from "/forms.js";
import { attribute, compareTokens, element, fill, grid, line } from "/tables.js";

let wanted;

/** Shows the user of this address as soon as it exists. */
export const selectWhenCreated = (email) => {
  wanted = email.toLowerCase();
};

export const request = async (path, body) => {
  const options = body && {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.message), { name: answer.name ?? "Error" });
  return answer;
};
export const cognito = (operation, input) =>
  request(`/api/cognito/${operation}`, { ...input, ClientId: byId("client").value || undefined });

const shownTexts = {};
/** Rows have their fields in any order. */
const sortFields = (_, value) =>
  value?.constructor === Object
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => one.localeCompare(other)))
    : value;
/** Does not redraw unchanged content, which would close lists and lose the selection. */
const isNew = (part, value) => {
  const text = JSON.stringify(value, sortFields);
  if (shownTexts[part] === text) return false;
  shownTexts[part] = text;
  return true;
};

const showTokens = ([latest]) => {
  byId("issue").textContent = latest ? `${latest.source}, ${new Date(latest.at).toLocaleTimeString()}` : "";
  for (const [id, kind, caption] of [
    ["id-token", "id", "ID token"],
    ["access-token", "access", "Access token"],
  ])
    fill(
      byId(id),
      latest ? compareTokens(latest.before[kind], latest.after[kind]) : [],
      latest ? caption : `${caption}: sign in to get one`,
    );
  byId("refused").textContent = latest?.refused.length
    ? `Not taken from the trigger: ${latest.refused.join(", ")}`
    : "";
  byId("refused").hidden = !latest?.refused.length;
};

export const showUser = async () => {
  const sub = byId("user").value;
  byId("users").hidden = sub === "";
  byId("facts").hidden = sub === "";
  byId("empty").hidden = sub !== "";
  if (sub === "") return;
  const facts = await request(`/api/users/${encodeURIComponent(sub)}`);
  if (!isNew("facts", { sub, facts })) return;
  const { profile, outbox, signIns, issued } = facts;
  showTokens(issued);
  const entries = Object.entries(profile ?? {}).sort(([one], [other]) => one.localeCompare(other));
  fill(
    byId("profile"),
    entries.map(([name, value]) => line(name, value)),
    profile ? undefined : "No PROFILE row yet",
  );
  grid(byId("outbox"), outbox, ["sk", "kind", "status", "language", "attempts", "createdAt"], "No mail owed or sent");
  grid(byId("sign-ins"), signIns, ["sk", "source", "clientId", "expiresAt"], "No sign-in yet");
};

export const showUsers = async () => {
  const select = byId("user");
  const { Users = [] } = await cognito("ListUsers", {});
  const chosen = Users.find((user) => attribute(user, "email") === wanted);
  const selected = chosen ? attribute(chosen, "sub") : select.value;
  if (chosen) wanted = undefined;
  if (isNew("users", Users))
    select.replaceChildren(
      ...Users.map((user) => {
        const option = element("option", `${attribute(user, "email")} · ${user.UserStatus}`);
        option.value = attribute(user, "sub");
        return option;
      }).reverse(),
    );
  if (select.value !== selected && Users.some((user) => attribute(user, "sub") === selected)) select.value = selected;
  await showUser();
};
