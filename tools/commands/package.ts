import { chooseStage } from "../../schema/choose-stage.ts";
import { listDeployedStages, newStageCommand, openCheckedProject } from "../command.ts";

export const command = newStageCommand(
  "Packages a stage into .package/<stage>, as a deployment would. It works offline and needs no credentials.",
).action(async (options: { config?: string; stage?: string }) => {
  const project = await openCheckedProject(options);
  const { packageStage } = await import("../deploy/package-stage.ts");
  const { template, sizes } = await packageStage(project, chooseStage(listDeployedStages(project), options.stage));
  console.table(sizes);
  console.log(`${template} is ready.`);
});
