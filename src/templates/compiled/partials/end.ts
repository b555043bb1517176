// Generated from partials/ by npm run build: change that, not this.
// @ts-nocheck
export default {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "</tbody></table></td></tr></tbody></table></div>\u003C!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div>\u003C!--[if mso | IE]></td></tr></table><table align=\"center\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" class=\"\" role=\"presentation\" style=\"width:560px;\" width=\"560\" ><tr><td style=\"line-height:0px;font-size:0px;mso-line-height-rule:exactly;\"><![endif]--><div style=\"margin:0px auto;max-width:560px\"><table align=\"center\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\" style=\"width:100%\"><tbody><tr><td style=\"direction:"
    + alias3(alias2(alias1(depth0, "direction", {"start":{"line":1,"column":563},"end":{"line":1,"column":572}} ), depth0))
    + ";font-size:0px;padding:20px 12px 36px;text-align:center\">\u003C!--[if mso | IE]><table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tr><td class=\"\" style=\"vertical-align:top;width:536px;\" ><![endif]--><div class=\"mj-column-per-100 mj-outlook-group-fix\" style=\"font-size:0px;text-align:"
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":1,"column":875},"end":{"line":1,"column":880}} ), depth0))
    + ";direction:"
    + alias3(alias2(alias1(depth0, "direction", {"start":{"line":1,"column":895},"end":{"line":1,"column":904}} ), depth0))
    + ";display:inline-block;vertical-align:top;width:100%\"><table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\" style=\"vertical-align:top\" width=\"100%\"><tbody><tr><td align=\""
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":1,"column":1093},"end":{"line":1,"column":1098}} ), depth0))
    + "\" class=\"muted\" style=\"font-size:0px;padding:0 4px;word-break:break-word\"><div style=\"font-family:'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif;font-size:13px;line-height:20px;text-align:"
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":1,"column":1302},"end":{"line":1,"column":1307}} ), depth0))
    + ";color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "muted", {"start":{"line":1,"column":1318},"end":{"line":1,"column":1331}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "reason", {"start":{"line":1,"column":1337},"end":{"line":1,"column":1343}} ), depth0))
    + "<br>"
    + alias3(alias2(alias1(depth0, "help", {"start":{"line":1,"column":1351},"end":{"line":1,"column":1355}} ), depth0))
    + " <a class=\"muted\" dir=\"ltr\" href=\""
    + alias3(alias2(alias1(depth0, "supportLink", {"start":{"line":1,"column":1393},"end":{"line":1,"column":1404}} ), depth0))
    + "\" style=\"color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "muted", {"start":{"line":1,"column":1423},"end":{"line":1,"column":1436}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "support", {"start":{"line":1,"column":1442},"end":{"line":1,"column":1449}} ), depth0))
    + "</a><p style=\"margin:12px 0 0\">"
    + alias3(alias2(alias1(depth0, "address", {"start":{"line":1,"column":1484},"end":{"line":1,"column":1491}} ), depth0))
    + "</p></div></td></tr></tbody></table></div>\u003C!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div>\u003C!--[if mso | IE]></td></tr></table><![endif]--></div></body></html>";
},"useData":true};
