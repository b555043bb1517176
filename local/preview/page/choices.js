import { get } from "/api.js";
import { byId, element } from "/dom.js";
import { drawScheme, drawWidth } from "/stage.js";
import { state } from "/state.js";
import { drawTabs } from "/views.js";

const fill = (select, values, current) => {
  select.replaceChildren(...values.map(([value, text]) => element("option", { value }, text)));
  if (!values.some(([value]) => value === current)) select.append(element("option", { value: current }, current));
  select.value = current;
};

const names = new Intl.DisplayNames(["en"], { type: "language" });

/** Offers the languages, brands and samples that there are; answers with what else the server tells of itself. */
export const drawChoices = async () => {
  const answer = await get("/api/choices");
  const { languages, brands, samples } = answer;
  fill(
    byId("language"),
    languages.map((tag) => [tag, `${names.of(tag)} (${tag})`]),
    state.language,
  );
  fill(
    byId("brand"),
    brands.map(({ key, name }) => [key, name]),
    state.brand,
  );
  fill(byId("sample"), Object.entries(samples), state.sample);
  return answer;
};

/** Every control as the state has it. */
export const drawSettings = () => {
  drawTabs();
  drawScheme();
  drawWidth();
  byId("filled").setAttribute("aria-pressed", String(Boolean(state.filled)));
  byId("language").value = state.language;
  byId("brand").value = state.brand;
  byId("sample").value = state.sample;
};
