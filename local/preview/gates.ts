import type { Fault, Opened } from "../../scripts/check-mail/gate.ts";
import type { Mail } from "../../scripts/check-mail/mail.ts";

/** What one gate says of one mail; `skipped` is why it could not look. */
export type Verdict = { note?: string; faults: Fault[]; skipped?: string };

export type OpenGate = { check: (mail: Mail) => Promise<Verdict>; close: () => Promise<void> };

const openSpam = async (): Promise<OpenGate> => {
  const { hasSpamAssassin, openSpamDaemon } = await import("../../scripts/check-mail/spam-daemon.ts");
  const { wireFormat } = await import("../../scripts/check-mail/mime.ts");
  const { mostPoints } = await import("../../scripts/check-mail/spam.ts");
  if (!hasSpamAssassin)
    return {
      check: async () => ({
        faults: [],
        skipped: "SpamAssassin is not installed (apt-get install spamassassin spamd)",
      }),
      close: async () => {},
    };
  const daemon = await openSpamDaemon();
  const check = async (mail: Mail): Promise<Verdict> => {
    const { score, rules } = await daemon.judge(await wireFormat(mail));
    const costly = rules.filter(({ points }) => points > 0);
    const most = mostPoints[mail.sentBy];
    const faults = costly.map(({ rule, points }) => ({ rule, text: `${points} points` }));
    return { note: `score ${score}, at most ${most}`, faults: score > most ? faults : [] };
  };
  return { check, close: daemon.close };
};

const openNamed = async (name: string): Promise<OpenGate> => {
  const { gates } = await import("../../scripts/check-mail/gates.ts");
  const gate = gates.find((one) => one.name === name);
  const skipped = gate ? gate.lacks?.() : `there is no check ${name}`;
  if (!gate || skipped !== undefined)
    return { check: async () => ({ faults: [], skipped: skipped ?? "" }), close: async () => {} };
  const opened: Opened = await gate.open();
  return {
    check: async (mail) => ({ faults: await opened.check(mail) }),
    close: async () => opened.close?.(),
  };
};

/** The gates of npm run check:mail, by what the page calls them. The guard is shown apart, with every mail. */
export const gateTitles: Record<string, string> = {
  "own rules": "Own rules",
  caniemail: "Mail clients",
  "html-validate": "Markup",
  SpamAssassin: "Spam",
  "axe-core": "Accessibility, light and dark",
};

export type Gates = { check: (name: string, mail: Mail) => Promise<Verdict>; close: () => Promise<void> };

/** Gates are opened when they are first asked, and stay open: SpamAssassin and Chromium take a second to start. */
export const createGates = (): Gates => {
  const open = new Map<string, Promise<OpenGate>>();
  return {
    check: async (name, mail) => {
      const opening = open.get(name) ?? (name === "SpamAssassin" ? openSpam() : openNamed(name));
      open.set(name, opening);
      try {
        return await (await opening).check(mail);
      } catch (error) {
        open.delete(name);
        return { faults: [], skipped: (error as Error).message };
      }
    },
    close: async () => {
      await Promise.allSettled([...open.values()].map(async (opening) => (await opening).close()));
    },
  };
};
