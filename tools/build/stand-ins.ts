const expression = /\{\{\s*(colours\.[\w.]+)\s*\}\}/g;
const first = 0x16;

const standInFor = (names: string[], name: string): string => {
  if (!names.includes(name)) names.push(name);
  return `#7c0d${(first + names.indexOf(name)).toString(16)}`;
};

/** MJML rejects `{{…}}` in place of a colour or a side, so each gets a unique colour while MJML compiles. */
export const newStandIns = () => {
  const names: string[] = [];
  return {
    // Each line keeps its length: MJML computes line numbers from character counts.
    in: (source: string) =>
      source.replace(/.+/g, (line) =>
        line
          .replaceAll('align="{{start}}"', 'align="left"')
          .replace(expression, (_, name: string) => standInFor(names, name))
          .padEnd(line.length),
      ),
    // A brace after the expression would make `}}}`, which has another meaning in Handlebars.
    out: (html: string) =>
      html.replace(/#7c0d([0-9a-f]{2})(\})?/g, (_, index: string, brace = "") => {
        const name = names[Number.parseInt(index, 16) - first];
        return `{{${name}}}${brace && `;${brace}`}`;
      }),
  };
};
