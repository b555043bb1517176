import { setTimeout as sleep } from "node:timers/promises";
import { GetEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import type { StageSettings } from "../../schema/read.ts";
import { SettingsError } from "../../src/runtime/errors.ts";

/** False also if SES does not know the identity yet. */
type IsVerified = (identity: string) => Promise<boolean>;

/** Calls SES in this region with your AWS credentials. */
export const newSenderCheck = (region: string): IsVerified => {
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

const describeNextStep = ({ mail: { identity, hostedZone } }: StageSettings): string => {
  if (identity.includes("@")) return `follow the link that SES sent to ${identity}`;
  if (hostedZone) return "its DNS records are written, and SES may take an hour to find them";
  return "add the records of the outputs DnsRecord… above to the DNS of your domain";
};

/**
 * Waits until SES has verified the stage's sender, for `minutes` at most.
 * @throws SettingsError that says what to do
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
  // Without a hosted zone, the user must add the records first, so waiting would not help.
  const rounds = hostedZone ? Math.ceil((minutes * 60_000) / pause) : 1;
  for (let round = 0; round < rounds; round += 1) {
    if (await isVerified(identity)) return;
    if (round === 0) say(`Waiting for SES to verify ${identity}: ${describeNextStep(settings)}.`);
    if (round < rounds - 1) await wait(pause);
  }
  throw new SettingsError(
    `SES has not verified ${identity} yet, so Cognito cannot create the pool: ${describeNextStep(settings)}. Then deploy again.`,
  );
};
