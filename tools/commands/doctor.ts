import { InvalidArgumentError } from "commander";
import { collectValues, newStageCommand, openCheckedProject } from "../command.ts";

type Options = {
  config?: string;
  stage?: string;
  template?: string;
  live?: boolean;
  perDay?: number;
  perSecond?: number;
  ignore: string[];
};

const readNumberOfMails = (text: string): number => {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Write a number of emails, such as 500.");
};

export const command = newStageCommand(
  "Finds mistakes in a stage's CloudFormation template before you deploy it. It works offline and needs no credentials.",
)
  .option("--template <file>", "check this packaged template instead, for example one that you have edited")
  .option("--live", "also check SES, Cognito and IAM in AWS, with your credentials")
  .option("--per-day <emails>", "with --live: the emails that you will send per day", readNumberOfMails)
  .option("--per-second <emails>", "with --live: the emails that you will send per second", readNumberOfMails)
  .option("--ignore <rule>", "ignore a rule; may be repeated", collectValues, [])
  .action(async (options: Options) => {
    const project = await openCheckedProject(options);
    const { runDoctor } = await import("../doctor/run.ts");
    if (!(await runDoctor(project, options))) process.exitCode = 1;
  });
