import type { Model } from "./model.ts";

type Paragraph = { text: string; label?: string; link?: true };

/** The content of a mail without its design, for the text part and the compact HTML. */
export const listParagraphs = (model: Model): Paragraph[] => {
  const all: Paragraph[] = [
    { text: model.heading },
    { text: model.greeting },
    { text: model.intro },
    { label: model.userNameLabel, text: model.userName },
    { label: model.codeLabel, text: model.code },
    { label: model.whenLabel, text: model.when },
    { label: model.deviceLabel, text: model.device },
    { text: model.expiry },
    { label: model.button, text: model.link, link: true },
    { text: model.notYou },
    { text: model.reason },
    { text: `${model.help} ${model.support}` },
    { text: `${model.brand}\n${model.address}` },
  ];
  return all.filter(({ text }) => text !== "");
};
