import { newCommand, openCheckedProject } from "../command.ts";

export const command = newCommand(
  "Checks every email in every language and brand for email clients, accessibility and spam filters.",
).action(async (options: { config?: string }) => {
  const project = await openCheckedProject(options);
  const { checkMails } = await import("../mails/check-mails.ts");
  if (!(await checkMails(project))) process.exitCode = 1;
});
