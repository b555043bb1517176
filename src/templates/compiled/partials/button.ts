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
    + "\" class=\"button\" style=\"font-size:0px;padding:24px 0 0;word-break:break-word\"><table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\" style=\"border-collapse:separate;line-height:100%\"><tbody><tr><td align=\"center\" bgcolor=\""
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "primary", {"start":{"line":1,"column":275},"end":{"line":1,"column":290}} ), depth0))
    + "\" role=\"presentation\" style=\"border:none;border-radius:8px;cursor:auto;mso-padding-alt:13px 24px;background:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "primary", {"start":{"line":1,"column":402},"end":{"line":1,"column":417}} ), depth0))
    + "\" valign=\"middle\"><a href=\""
    + alias3(alias2(alias1(depth0, "link", {"start":{"line":1,"column":448},"end":{"line":1,"column":452}} ), depth0))
    + "\" style=\"display:inline-block;background:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "primary", {"start":{"line":1,"column":497},"end":{"line":1,"column":512}} ), depth0))
    + ";color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "onPrimary", {"start":{"line":1,"column":523},"end":{"line":1,"column":540}} ), depth0))
    + ";font-family:'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif;font-size:16px;font-weight:600;line-height:120%;margin:0;text-decoration:none;text-transform:none;padding:13px 24px;mso-padding-alt:0px;border-radius:8px\" target=\"_blank\"> "
    + alias3(alias2(alias1(depth0, "button", {"start":{"line":1,"column":788},"end":{"line":1,"column":794}} ), depth0))
    + " </a></td></tr></tbody></table></td></tr>";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"link"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":1,"column":0},"end":{"line":1,"column":844}}})) != null ? stack1 : "");
},"useData":true};
