// Generated from partials/ by npm run build: change that, not this.
// @ts-nocheck
export default {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
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
    + "\"><table role=\"presentation\" width=\"100%\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tr><td class=\"box\" style=\"background:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "background", {"start":{"line":1,"column":382},"end":{"line":1,"column":400}} ), depth0))
    + ";border-radius:8px;padding:18px 20px\"><div class=\"muted\" style=\"font-size:13px;line-height:20px;color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "muted", {"start":{"line":1,"column":506},"end":{"line":1,"column":519}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "whenLabel", {"start":{"line":1,"column":525},"end":{"line":1,"column":534}} ), depth0))
    + "</div><b style=\"font-weight:600\">"
    + alias3(alias2(alias1(depth0, "when", {"start":{"line":1,"column":571},"end":{"line":1,"column":575}} ), depth0))
    + "</b>"
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"device"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":1,"column":581},"end":{"line":1,"column":764}}})) != null ? stack1 : "")
    + "</td></tr></table></div></td></tr>";
},"1":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<div class=\"muted\" style=\"padding-top:10px;font-size:13px;line-height:20px;color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "muted", {"start":{"line":1,"column":678},"end":{"line":1,"column":691}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "deviceLabel", {"start":{"line":1,"column":697},"end":{"line":1,"column":708}} ), depth0))
    + "</div><b style=\"font-weight:600\">"
    + alias3(alias2(alias1(depth0, "device", {"start":{"line":1,"column":745},"end":{"line":1,"column":751}} ), depth0))
    + "</b>";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"when"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":1,"column":0},"end":{"line":1,"column":805}}})) != null ? stack1 : "");
},"useData":true};
