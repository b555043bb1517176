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
    + "\" class=\"muted\" style=\"font-size:0px;padding:28px 0 0;word-break:break-word\"><div style=\"font-family:'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif;font-size:14px;line-height:22px;text-align:"
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":1,"column":229},"end":{"line":1,"column":234}} ), depth0))
    + ";color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "muted", {"start":{"line":1,"column":245},"end":{"line":1,"column":258}} ), depth0))
    + "\"><p class=\"line\" style=\"margin:0;border-top:1px solid "
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "background", {"start":{"line":1,"column":317},"end":{"line":1,"column":335}} ), depth0))
    + ";padding-top:20px\">"
    + alias3(alias2(alias1(depth0, "notYou", {"start":{"line":1,"column":358},"end":{"line":1,"column":364}} ), depth0))
    + "</p></div></td></tr>";
},"useData":true};
