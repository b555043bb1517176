// Generated from emails/invitation.mjml by npm run build: change that, not this.
// @ts-nocheck
import start from "./partials/start.ts";
import opening from "./partials/opening.ts";
import button from "./partials/button.ts";
import visibleLink from "./partials/visible-link.ts";
import closing from "./partials/closing.ts";
import end from "./partials/end.ts";

export default {
partials: { "start": start, "opening": opening, "button": button, "visible-link": visibleLink, "closing": closing, "end": end },
main: {"0":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<tr><td align=\""
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":1,"column":53},"end":{"line":1,"column":58}} ), depth0))
    + "\" style=\"font-size:0px;padding:24px 0 0;word-break:break-word\"><div style=\"font-family:'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:25px;text-align:"
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":1,"column":251},"end":{"line":1,"column":256}} ), depth0))
    + ";color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "text", {"start":{"line":1,"column":267},"end":{"line":1,"column":279}} ), depth0))
    + "\"><table role=\"presentation\" width=\"100%\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tr><td class=\"box\" style=\"background:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "background", {"start":{"line":1,"column":406},"end":{"line":1,"column":424}} ), depth0))
    + ";border-radius:8px;padding:18px 20px\"><div class=\"muted\" style=\"font-size:13px;line-height:20px;color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "muted", {"start":{"line":1,"column":530},"end":{"line":1,"column":543}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "userNameLabel", {"start":{"line":1,"column":549},"end":{"line":1,"column":562}} ), depth0))
    + "</div><b dir=\"ltr\" style=\"font-size:18px;line-height:26px;font-family:Consolas,Menlo,monospace;word-break:break-all\">"
    + alias3(alias2(alias1(depth0, "userName", {"start":{"line":1,"column":683},"end":{"line":1,"column":691}} ), depth0))
    + "</b><div class=\"muted\" style=\"padding-top:12px;font-size:13px;line-height:20px;color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "muted", {"start":{"line":1,"column":780},"end":{"line":1,"column":793}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "codeLabel", {"start":{"line":1,"column":799},"end":{"line":1,"column":808}} ), depth0))
    + "</div><b dir=\"ltr\" style=\"font-size:18px;line-height:26px;letter-spacing:1px;font-family:Consolas,Menlo,monospace;word-break:break-all\">"
    + alias3(alias2(alias1(depth0, "code", {"start":{"line":1,"column":948},"end":{"line":1,"column":952}} ), depth0))
    + "</b><div class=\"muted\" style=\"padding-top:12px;font-size:13px;line-height:20px;color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "muted", {"start":{"line":1,"column":1041},"end":{"line":1,"column":1054}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "expiry", {"start":{"line":1,"column":1060},"end":{"line":1,"column":1066}} ), depth0))
    + "</div></td></tr></table></div></td></tr>";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = container.invokePartial(lookupProperty(partials,"start"),depth0,{"name":"start","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"opening"),depth0,{"name":"opening","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"code"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":1,"column":24},"end":{"line":1,"column":1115}}})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"button"),depth0,{"name":"button","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"visible-link"),depth0,{"name":"visible-link","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"closing"),depth0,{"name":"closing","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"end"),depth0,{"name":"end","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "");
},"usePartial":true,"useData":true}
};
