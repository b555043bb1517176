import { setTimeout as sleep } from "node:timers/promises";
import { GetEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import type { StageSettings } from "../../schema/read.ts";
import { SettingsError } from "../../src/runtime/errors.ts";

/** Whether SES has verified an identity, which it may not know of yet. */
export type IsVerified = (identity: string) => Promise<boolean>;

/** Asks SES in a stage's region, with your own AWS credentials. */
export const askSes = (region: string): IsVerified => {
  const client = new SESv2Client({ region });
  return async (EmailIdentity) => {
    try {
      const { VerifiedForSendingStatus } = await client.send(new GetEmailIdentityCommand({ EmailIdentity }));
      return VerifiedForSendingStatus === true;
    } catch (error) {
      if ((error as Error).name === "NotFoundException") return false;
      throw error;
    }
  };
};

const whatToDo = ({ mail: { identity, hostedZone } }: StageSettings): string => {
  if (identity.includes("@")) return `SES has mailed to ${identity}: follow the link in that mail`;
  if (hostedZone) return "its DNS records are written; SES can take an hour to see them";
  return "enter the records of the outputs DnsRecord… above into the DNS of your domain";
};

/**
 * Waits until SES has verified the stage's sender, for `minutes` at most.
 * @throws SettingsError saying what is to be done: Cognito makes no pool before
 */
export const waitForSender = async (
  settings: StageSettings,
  isVerified: IsVerified,
  {
    minutes = 10,
    pause = 15_000,
    wait = sleep as (milliseconds: number) => Promise<unknown>,
    say = console.log as (line: string) => void,
  } = {},
): Promise<void> => {
  const { identity, hostedZone } = settings.mail;
  // Without DNS records of ours a person has to act first, and waiting here would only hide it.
  const rounds = hostedZone ? Math.ceil((minutes * 60_000) / pause) : 1;
  for (let round = 0; round < rounds; round += 1) {
    if (await isVerified(identity)) return;
    if (round === 0) say(`Waiting for SES to verify ${identity}: ${whatToDo(settings)}.`);
    if (round < rounds - 1) await wait(pause);
  }
  throw new SettingsError(
    `SES has not verified ${identity} yet, and Cognito makes no pool before: ${whatToDo(settings)}. Then deploy again.`,
  );
};
