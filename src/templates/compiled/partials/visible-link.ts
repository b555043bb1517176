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
    + "\" class=\"muted\" style=\"font-size:0px;padding:20px 0 0;word-break:break-word\"><div style=\"font-family:'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif;font-size:13px;line-height:20px;text-align:"
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":1,"column":241},"end":{"line":1,"column":246}} ), depth0))
    + ";color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "muted", {"start":{"line":1,"column":257},"end":{"line":1,"column":270}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "linkHint", {"start":{"line":1,"column":276},"end":{"line":1,"column":284}} ), depth0))
    + "<br><a class=\"link\" dir=\"ltr\" href=\""
    + alias3(alias2(alias1(depth0, "link", {"start":{"line":1,"column":324},"end":{"line":1,"column":328}} ), depth0))
    + "\" style=\"color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "primary", {"start":{"line":1,"column":347},"end":{"line":1,"column":362}} ), depth0))
    + ";word-break:break-all\">"
    + alias3(alias2(alias1(depth0, "link", {"start":{"line":1,"column":389},"end":{"line":1,"column":393}} ), depth0))
    + "</a></div></td></tr>";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"link"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":1,"column":0},"end":{"line":1,"column":422}}})) != null ? stack1 : "");
},"useData":true};
