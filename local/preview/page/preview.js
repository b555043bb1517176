import { get, post } from "/api.js";
import { drawChecks, drawFindings, expectFindings } from "/checks.js";
import { drawChoices, drawSettings } from "/choices.js";
import { byId, copy } from "/dom.js";
import { drawEvent } from "/editor.js";
import { listenToKeys } from "/keys.js";
import { drawList, setMails } from "/list.js";
import { drawElsewhere, drawOverlay } from "/overlay.js";
import { drawMail } from "/stage.js";
import { change, onChange, selection, state } from "/state.js";
import { drawViews } from "/views.js";

let latest;
let here = [];
let asked = 0;
let marks;
let gates;
const calm = 250;

const live = (text, className = "live") => Object.assign(byId("live"), { textContent: text, className });

const fail = ({ message, problems = [] }) => {
  live(problems.length > 0 ? "There is an error" : message, "live off");
  drawOverlay(problems);
};

const drawShown = async (shown) => {
  drawEvent(shown);
  here = shown.problems;
  drawOverlay(here);
  if (!shown.mail) {
    drawChecks(shown, marks);
    return false;
  }
  latest = shown.mail;
  const done = drawMail(latest);
  drawViews(latest);
  drawChecks(shown, marks);
  return done;
};

/** The gates are asked when nothing has changed for a moment: they take longer than a mail does. */
const refreshFindings = async (turn) => {
  expectFindings(gates);
  await new Promise((resolve) => setTimeout(resolve, calm));
  if (turn !== asked) return;
  await Promise.all(
    Object.keys(gates).map(async (gate) => {
      const findings = await post(`/api/findings/${gate}`, selection());
      if (turn === asked) drawFindings(gate, findings);
    }),
  );
};

const refreshList = async () => {
  const { language, brand } = state;
  const { mails, problems } = await get(`/api/mails?${new URLSearchParams({ language, brand })}`);
  setMails(mails);
  drawElsewhere(problems, here);
};

/** Asks for the mail and shows it; of several at once the last one counts. */
const refresh = async ({ savedAt, lists = true } = {}) => {
  asked += 1;
  const turn = asked;
  try {
    const shown = await post("/api/mail", selection());
    if (turn !== asked) return;
    const done = await drawShown(shown);
    if (shown.problems.length > 0) live("Saved, with an error", "live off");
    else if (done && savedAt) live(`Saved and shown in ${Math.max(0, Math.round(Date.now() - savedAt))} ms`, "live on");
    await Promise.all([lists && refreshList(), refreshFindings(turn)]);
  } catch (error) {
    fail(error);
  }
};

onChange((changed) => {
  drawSettings();
  drawList();
  const has = (...some) => some.some((name) => changed.includes(name));
  if (has("source", "language", "brand", "sample", "event")) return void refresh({ lists: has("language", "brand") });
  if (has("filled") && latest) void drawMail(latest);
  if (has("view") && latest) drawViews(latest);
  return undefined;
});

/** Where the settings are broken from the start there is nothing to choose from, until they are mended. */
const begin = async () => {
  try {
    ({ marks, gates } = await drawChoices());
    drawSettings();
    await refresh();
  } catch (error) {
    fail(error);
  }
};

const listen = () => {
  const changes = new EventSource("/api/changes");
  changes.addEventListener("hello", () => live("Live: save a file", "live on"));
  changes.addEventListener("saved", ({ data }) => {
    const { files, savedAt } = JSON.parse(data);
    if (!marks) return void begin();
    void refresh({ savedAt });
    if (files.some((file) => !file.endsWith(".mjml"))) drawChoices().catch(fail);
    return undefined;
  });
  let lost = false;
  changes.addEventListener("error", () => {
    lost = true;
    live("The preview was ended. npm run preview starts it again.", "live off");
  });
  changes.addEventListener("open", () => {
    if (lost) void refresh();
    lost = false;
  });
};

for (const name of ["language", "brand"])
  byId(name).addEventListener("change", ({ target }) => change({ [name]: target.value }));
byId("sample").addEventListener("change", ({ target }) => change({ sample: target.value, event: "" }));
byId("filled").addEventListener("click", () => change({ filled: state.filled ? "" : "yes" }));
byId("share").addEventListener("click", ({ currentTarget }) => copy(currentTarget, location.href));

listenToKeys();
listen();
await begin();
