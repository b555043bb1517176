const expression = /\{\{\s*(colours\.[\w.]+)\s*\}\}/g;
const first = 0x16;

/** MJML refuses `{{…}}` where it wants a colour or a side: each stands in as a colour of its own while MJML works. */
export function standIns() {
  const names: string[] = [];
  return {
    // MJML counts lines by characters: every line keeps its length.
    in: (source: string) =>
      source.replace(/.+/g, (line) =>
        line
          .replaceAll('align="{{start}}"', 'align="left"')
          .replace(expression, (_, name: string) => standIn(names, name))
          .padEnd(line.length),
      ),
    // A brace that follows would make `}}}`, which Handlebars takes for something else.
    out: (html: string) =>
      html.replace(/#7c0d([0-9a-f]{2})(\})?/g, (_, index: string, brace = "") => {
        const name = names[Number.parseInt(index, 16) - first];
        return `{{${name}}}${brace && `;${brace}`}`;
      }),
  };
}

function standIn(names: string[], name: string): string {
  if (!names.includes(name)) {
    names.push(name);
  }
  return `#7c0d${(first + names.indexOf(name)).toString(16)}`;
}
