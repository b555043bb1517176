import { newCommand, openProject } from "../command.ts";

export const command = newCommand("Invokes a trigger with a sample event, as Cognito would. It needs no AWS account.")
  .argument("[event]", "the name of an event in events/, such as CustomMessage_SignUp; default: list the names")
  .argument("[options...]", "after --: options of serverless invoke local, such as -- --env NAME=value")
  .action(async (event: string | undefined, further: string[], options: { config?: string }) => {
    const project = await openProject(options);
    const { invokeTrigger } = await import("../events/invoke-trigger.ts");
    await invokeTrigger(project, event, further);
  });
