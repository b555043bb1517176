// Generated from partials/ by npm run build: change that, not this.
// @ts-nocheck
export default {"0":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<tr><td align=\""
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":1,"column":29},"end":{"line":1,"column":34}} ), depth0))
    + "\" style=\"font-size:0px;padding:24px 0 0;word-break:break-word\"><div style=\"font-family:'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:25px;text-align:"
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":1,"column":227},"end":{"line":1,"column":232}} ), depth0))
    + ";color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "text", {"start":{"line":1,"column":243},"end":{"line":1,"column":255}} ), depth0))
    + "\"><table role=\"presentation\" width=\"100%\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tr><td class=\"box\" align=\"center\" style=\"background:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "background", {"start":{"line":1,"column":397},"end":{"line":1,"column":415}} ), depth0))
    + ";border-radius:8px;padding:20px 12px\"><div class=\"muted\" style=\"font-size:13px;line-height:20px;color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "muted", {"start":{"line":1,"column":521},"end":{"line":1,"column":534}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "codeLabel", {"start":{"line":1,"column":540},"end":{"line":1,"column":549}} ), depth0))
    + "</div><b dir=\"ltr\" style=\"display:block;padding:6px 0 6px 8px;font-size:34px;line-height:42px;letter-spacing:8px;font-family:Consolas,Menlo,monospace;word-break:break-all\">"
    + alias3(alias2(alias1(depth0, "code", {"start":{"line":1,"column":725},"end":{"line":1,"column":729}} ), depth0))
    + "</b><div class=\"muted\" style=\"font-size:13px;line-height:20px;color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "muted", {"start":{"line":1,"column":801},"end":{"line":1,"column":814}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "expiry", {"start":{"line":1,"column":820},"end":{"line":1,"column":826}} ), depth0))
    + "</div></td></tr></table></div></td></tr>";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"code"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":1,"column":0},"end":{"line":1,"column":875}}})) != null ? stack1 : "");
},"useData":true};
