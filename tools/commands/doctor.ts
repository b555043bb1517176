import { InvalidArgumentError } from "commander";
import { collect, newStageCommand, openCheckedProject } from "../command.ts";

type Options = {
  config?: string;
  stage?: string;
  template?: string;
  live?: boolean;
  perDay?: number;
  perSecond?: number;
  ignore: string[];
};

const mails = (text: string): number => {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Write a number of mails, such as 500.");
};

export const command = newStageCommand(
  "Says what is wrong in a stage's CloudFormation template before it is deployed: offline, without credentials.",
)
  .option("--template <file>", "check the template of a package of this suite, for example one that you have edited")
  .option("--live", "ask SES, Cognito and IAM too, with your AWS credentials")
  .option("--per-day <mails>", "with --live: how many mails a day you are going to send", mails)
  .option("--per-second <mails>", "with --live: how many a second", mails)
  .option("--ignore <rule>", "leave a rule out; may be given more than once", collect, [])
  .action(async (options: Options) => {
    const project = await openCheckedProject(options);
    const { runDoctor } = await import("../doctor/run.ts");
    if (!(await runDoctor(project, options))) process.exitCode = 1;
  });
