import { canaries } from "./canaries.ts";
import { hostileEvents, hostileEventsOfSettings } from "./hostile-events.ts";
import { kills, killsUnheard } from "./kills.ts";
import { mailEvents } from "./mail-events.ts";
import { mailOutage } from "./mail-outage.ts";
import { mailOutageReal } from "./mail-outage-real.ts";
import { outboxModel } from "./outbox-model.ts";
import { poison } from "./poison.ts";
import type { Facts, Proof } from "./proof.ts";
import { signUps } from "./sign-ups.ts";
import { signUpsInOutage } from "./sign-ups-in-outage.ts";
import { steadyLoad } from "./steady-load.ts";
import { tableFaults } from "./table-faults.ts";

/** All of them, in the order of docs/reliability.md. */
export const proofs = [
  signUps,
  mailOutage,
  mailOutageReal,
  signUpsInOutage,
  kills,
  killsUnheard,
  tableFaults,
  outboxModel,
  poison,
  hostileEvents,
  hostileEventsOfSettings,
  canaries,
  steadyLoad,
  mailEvents,
] as unknown as ReadonlyArray<Proof<Facts>>;
