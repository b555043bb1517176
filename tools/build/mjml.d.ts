/** MJML does not publish types. */
declare module "mjml" {
  export default function mjml2html(source: string, options: Record<string, unknown>): Promise<{ html: string }>;
}
