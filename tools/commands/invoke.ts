import { newCommand, openProject } from "../command.ts";

export const command = newCommand(
  "Invokes a trigger with a sample event, as Cognito would. It needs no AWS account. Takes the options of serverless invoke local, too.",
)
  .argument("[event]", "a name from events/, such as CustomMessage_SignUp; left out, they are listed")
  .argument("[options...]", "options of serverless invoke local")
  .allowUnknownOption()
  .action(async (event: string | undefined, further: string[], options: { config?: string }) => {
    const project = await openProject(options);
    const { invokeTrigger } = await import("../invoke-trigger.ts");
    await invokeTrigger(project, event, further);
  });
