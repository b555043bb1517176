import { badMail } from "./bad-mail.ts";
import { type Client, type Feature, features, lackedBy } from "./compatibility/data.ts";
import { detectorOf } from "./compatibility/detectors.ts";
import { usedBy } from "./compatibility/usage.ts";
import { type Waiver, waivers } from "./compatibility/waivers.ts";
import { readHtml } from "./document.ts";
import type { Fault, Gate } from "./gate.ts";

export type Lack = { feature: Feature; use: string; clients: Client[] };

const detected = features.flatMap((feature) => {
  const detector = detectorOf(feature);
  const clients = lackedBy(feature);
  return detector && clients.length > 0 ? [{ feature, detector, clients }] : [];
});

/** What a mail uses and which clients do not know it. */
export const lacks = (html: string): Lack[] => {
  const used = usedBy(readHtml(html));
  return detected.flatMap(({ feature, detector, clients }) =>
    [...new Set(detector(used))].map((use) => ({ feature, use, clients })),
  );
};

const nearUse = (use: string): string[] => {
  const [, property, value] = /^([a-z-]+):(.*)$/.exec(use) ?? [];
  return [use, ...(property && value ? [`${property}: ${value}`, `${property}="${value}"`] : [])];
};

/** A client is waived for one way to use a feature, so that another way to use it is found. */
const isWaivedBy =
  ({ feature, use }: Lack, client: Client) =>
  (waiver: Waiver) =>
    waiver.feature === feature.slug && waiver.uses.test(use) && (waiver.clients as readonly string[]).includes(client);

/** The data of caniemail.com, features and clients matched exactly; no percentage, as that hides single faults. */
export const compatibility = (allowed: readonly Waiver[] = waivers): Gate => ({
  name: "caniemail",
  worst: false,
  sees: ({ html }) => html,
  open: () => {
    const needed = new Map<Waiver, Set<string>>();
    const isWaived = (lack: Lack, client: Client) => {
      const waiver = allowed.find(isWaivedBy(lack, client));
      if (waiver) needed.set(waiver, (needed.get(waiver) ?? new Set()).add(client));
      return waiver !== undefined;
    };
    const faultOf = (lack: Lack): Fault[] => {
      const clients = lack.clients.filter((client) => !isWaived(lack, client));
      return clients.length === 0
        ? []
        : [
            {
              rule: lack.feature.slug,
              text: `${lack.use} is not known to ${clients.join(", ")}`,
              near: nearUse(lack.use),
            },
          ];
    };
    return {
      check: ({ html }) => lacks(html).flatMap(faultOf),
      afterwards: () =>
        allowed.flatMap((waiver) => {
          const idle = waiver.clients.filter((client) => !needed.get(waiver)?.has(client));
          return idle.length === 0
            ? []
            : [
                {
                  rule: "stale waiver",
                  text: `${waiver.feature} (${waiver.uses.source}) is waived for ${idle.join(", ")}, and no mail needs it`,
                },
              ];
        }),
    };
  },
  controls: () => [
    {
      mail: badMail({
        html: '<html><body><div style="display:grid;gap:1px;position:absolute;filter:blur(1px)"><svg></svg><form></form></div></body></html>',
      }),
      rules: ["css-display-grid", "css-gap", "css-position", "css-filter", "html-svg", "html-form"],
    },
  ],
});
