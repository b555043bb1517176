import { chooseStage, deployedStages, newStageCommand, openCheckedProject } from "../command.ts";

export const command = newStageCommand(
  "Makes what a deployment would send, offline and without credentials, in .package/<stage>.",
).action(async (options: { config?: string; stage?: string }) => {
  const project = await openCheckedProject(options);
  const { packageStage } = await import("../deploy/package-stage.ts");
  const { template, sizes } = await packageStage(project, chooseStage(deployedStages(project), options.stage));
  console.table(sizes);
  console.log(`${template} is ready.`);
});
