// Generated from partials/ by npm run build: change that, not this.
// @ts-nocheck
export default {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<tr><td align=\""
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":1,"column":17},"end":{"line":1,"column":22}} ), depth0))
    + "\" class=\"words\" style=\"font-size:0px;padding:0;word-break:break-word\"><div style=\"font-family:'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:25px;text-align:"
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":1,"column":222},"end":{"line":1,"column":227}} ), depth0))
    + ";color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "text", {"start":{"line":1,"column":238},"end":{"line":1,"column":250}} ), depth0))
    + "\"><h1 style=\"margin:0 0 16px;font-size:24px;line-height:31px;font-weight:700\">"
    + alias3(alias2(alias1(depth0, "heading", {"start":{"line":1,"column":332},"end":{"line":1,"column":339}} ), depth0))
    + "</h1><p style=\"margin:0 0 8px\">"
    + alias3(alias2(alias1(depth0, "greeting", {"start":{"line":1,"column":374},"end":{"line":1,"column":382}} ), depth0))
    + "</p><p style=\"margin:0\">"
    + alias3(alias2(alias1(depth0, "intro", {"start":{"line":1,"column":410},"end":{"line":1,"column":415}} ), depth0))
    + "</p></div></td></tr>";
},"useData":true};
