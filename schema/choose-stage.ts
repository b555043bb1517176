import { SettingsError } from "../src/runtime/errors.ts";
import { didYouMean } from "./did-you-mean.ts";

/** @throws SettingsError that lists the stages, unless `given` is one of them */
export const chooseStage = (stages: readonly string[], given: string | undefined): string => {
  if (given !== undefined && stages.includes(given)) return given;
  const reason = given === undefined ? "Name a stage with --stage" : `There is no stage "${given}" for this command`;
  const meant = given === undefined ? "" : didYouMean(given, stages);
  throw new SettingsError(`${reason}${meant || `; the stages are ${stages.join(", ")}`}`);
};
