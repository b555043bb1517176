/** What Handlebars publishes for this path names no export; the part in use is declared here. */
declare module "handlebars/runtime.js" {
  type Render = (view: object, options?: { partials?: Record<string, Render> }) => string;
  const Handlebars: {
    template(precompiled: unknown): Render;
    escapeExpression(text: string): string;
  };
  export default Handlebars;
}
