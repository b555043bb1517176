/** MJML's standard components, used correctly and incorrectly. */
export type Use = { name: string; mjml: string; caughtBy: string };

const table = (rows: string, more = "") =>
  `<mj-table css-class="words" padding="16px 0" color="{{colours.text}}"${more}>${rows}</mj-table>`;
const data = "<tr><td><div>Tea</div></td><td><div>2</div></td></tr>";
const social = (element: string) => `<mj-social mode="horizontal" padding="16px 0">${element}</mj-social>`;
const hero = (address: string) =>
  `<mj-hero mode="fixed-height" height="200px" background-url="${address}" background-color="#111827" background-width="560px" background-height="200px" padding="60px 24px"><mj-text color="#ffffff">Words on a picture</mj-text></mj-hero>`;

export const goodUses: readonly Omit<Use, "caughtBy">[] = [
  { name: "mj-image", mjml: '<mj-image src="https://www.example.com/tea.png" alt="A cup of tea" width="300px" />' },
  {
    name: "mj-image with a link",
    mjml: '<mj-image src="https://www.example.com/tea.jpg" alt="A cup of tea" href="https://shop.example.com/tea" />',
  },
  {
    name: "mj-table of data",
    mjml: table(`<tr><th scope="col"><div>What</div></th><th scope="col"><div>How many</div></th></tr>${data}`),
  },
  { name: "mj-table for a layout", mjml: table(data, ' role="presentation"') },
  { name: "mj-spacer", mjml: '<mj-spacer height="20px" />' },
  { name: "mj-divider", mjml: '<mj-divider border-width="1px" border-color="#d1d5db" padding="16px 0" />' },
  {
    name: "mj-social",
    mjml: social(
      '<mj-social-element name="github" src="https://www.example.com/github.png" alt="Example on GitHub" href="https://github.com/example" />',
    ),
  },
  { name: "mj-hero", mjml: hero("https://www.example.com/tea.jpg") },
];

export const badUses: readonly Use[] = [
  {
    name: "mj-image without TLS",
    mjml: '<mj-image src="http://www.example.com/a.png" alt="A" />',
    caughtBy: "own rules",
  },
  { name: "mj-image without alt", mjml: '<mj-image src="https://www.example.com/a.png" />', caughtBy: "own rules" },
  {
    name: "mj-image that Gmail does not show",
    mjml: '<mj-image src="https://www.example.com/a.svg" alt="A" />',
    caughtBy: "mail programs",
  },
  { name: "mj-table for a layout, without its role", mjml: table(data), caughtBy: "own rules" },
  {
    name: "mj-table with an unsupported style",
    mjml: table(`<tr><th scope="col" style="position:sticky"><div>A</div></th></tr>`),
    caughtBy: "mail programs",
  },
  {
    name: "mj-social with a link without TLS",
    mjml: social('<mj-social-element src="https://www.example.com/g.png" alt="G" href="http://example.com/" />'),
    caughtBy: "own rules",
  },
  {
    name: "mj-social with a link that differs from its text",
    mjml: social(
      '<mj-social-element src="https://www.example.com/g.png" alt="Example" href="https://example.com/">example.net</mj-social-element>',
    ),
    caughtBy: "own rules",
  },
  { name: "mj-hero without TLS", mjml: hero("http://www.example.com/tea.jpg"), caughtBy: "own rules" },
  { name: "mj-spacer with an invalid height", mjml: '<mj-spacer height="2vh" />', caughtBy: "the build" },
  { name: "mj-divider with an invalid colour", mjml: '<mj-divider border-color="blu" />', caughtBy: "the build" },
];
