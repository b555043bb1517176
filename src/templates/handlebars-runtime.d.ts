/** Handlebars publishes no types for this path. These are the parts in use. */
declare module "handlebars/runtime.js" {
  type Render = (view: object, options?: { partials?: Record<string, Render> }) => string;
  const Handlebars: {
    template(precompiled: unknown): Render;
    escapeExpression(text: string): string;
  };
  export default Handlebars;
}
