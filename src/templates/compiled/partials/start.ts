// Generated from partials/ by npm run build: change that, not this.
// @ts-nocheck
export default {"0":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<img src=\""
    + alias3(alias2(alias1(depth0, "logoUrl", {"start":{"line":3,"column":2785},"end":{"line":3,"column":2792}} ), depth0))
    + "\" width=\""
    + alias3(alias2(alias1(depth0, "logoWidth", {"start":{"line":3,"column":2805},"end":{"line":3,"column":2814}} ), depth0))
    + "\" alt=\""
    + alias3(alias2(alias1(depth0, "brand", {"start":{"line":3,"column":2825},"end":{"line":3,"column":2830}} ), depth0))
    + "\" style=\"display:block;max-width:100%;font-size:18px\">";
},"1":function(container,depth0,helpers,partials,data) {
    return container.escapeExpression(container.lambda(container.strict(depth0, "brand", {"start":{"line":3,"column":2896},"end":{"line":3,"column":2901}} ), depth0));
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<!doctype html><html lang=\""
    + alias3(alias2(alias1(depth0, "language", {"start":{"line":1,"column":29},"end":{"line":1,"column":37}} ), depth0))
    + "\" dir=\""
    + alias3(alias2(alias1(depth0, "direction", {"start":{"line":1,"column":48},"end":{"line":1,"column":57}} ), depth0))
    + "\" xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><title>"
    + alias3(alias2(alias1(depth0, "subject", {"start":{"line":1,"column":203},"end":{"line":1,"column":210}} ), depth0))
    + "</title>\u003C!--[if !mso]>\u003C!--><meta http-equiv=\"X-UA-Compatible\" content=\"IE=edge\">\u003C!--<![endif]--><meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style type=\"text/css\">#outlook a{padding:0}body{margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%}table, td{border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt}img{border:0;height:auto;line-height:100%;outline:none;text-decoration:none;-ms-interpolation-mode:bicubic}p{display:block;margin:13px 0}</style>\u003C!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript><![endif]-->\u003C!--[if lte mso 11]><style type=\"text/css\">\n      .mj-outlook-group-fix { width:100% !important; }\n    </style><![endif]--><style type=\"text/css\">@media only screen and (min-width:480px){.mj-column-per-100{width:100%!important;max-width:100%}}</style><style media=\"screen and (min-width:480px)\">.moz-text-html .mj-column-per-100{width:100%!important;max-width:100%}</style><style type=\"text/css\">:root{color-scheme:light dark;supported-color-schemes:light dark}@media (max-width: 479px){.card > table > tbody > tr > td{padding:28px 20px 24px!important}}@media (prefers-color-scheme: dark){body, div[role=\"article\"], .box{background:"
    + alias3(alias2(alias1(lookupProperty(lookupProperty(depth0,"colours"),"dark"), "background", {"start":{"line":3,"column":535},"end":{"line":3,"column":558}} ), depth0))
    + "!important}.card > table > tbody > tr > td{background:"
    + alias3(alias2(alias1(lookupProperty(lookupProperty(depth0,"colours"),"dark"), "surface", {"start":{"line":3,"column":616},"end":{"line":3,"column":636}} ), depth0))
    + "!important}.words div, .words a, .box b{color:"
    + alias3(alias2(alias1(lookupProperty(lookupProperty(depth0,"colours"),"dark"), "text", {"start":{"line":3,"column":686},"end":{"line":3,"column":703}} ), depth0))
    + "!important}.muted, .muted div{color:"
    + alias3(alias2(alias1(lookupProperty(lookupProperty(depth0,"colours"),"dark"), "muted", {"start":{"line":3,"column":743},"end":{"line":3,"column":761}} ), depth0))
    + "!important}.line{border-color:"
    + alias3(alias2(alias1(lookupProperty(lookupProperty(depth0,"colours"),"dark"), "background", {"start":{"line":3,"column":795},"end":{"line":3,"column":818}} ), depth0))
    + "!important}.link{color:"
    + alias3(alias2(alias1(lookupProperty(lookupProperty(depth0,"colours"),"dark"), "primary", {"start":{"line":3,"column":845},"end":{"line":3,"column":865}} ), depth0))
    + "!important}.button td, .button a{background:"
    + alias3(alias2(alias1(lookupProperty(lookupProperty(depth0,"colours"),"dark"), "primary", {"start":{"line":3,"column":913},"end":{"line":3,"column":933}} ), depth0))
    + "!important;color:"
    + alias3(alias2(alias1(lookupProperty(lookupProperty(depth0,"colours"),"dark"), "onPrimary", {"start":{"line":3,"column":954},"end":{"line":3,"column":976}} ), depth0))
    + "!important}}</style><meta name=\"color-scheme\" content=\"light dark\"><meta name=\"supported-color-schemes\" content=\"light dark\"></head><body style=\"word-spacing:normal;background-color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "background", {"start":{"line":3,"column":1162},"end":{"line":3,"column":1180}} ), depth0))
    + "\"><div style=\"display:none;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden\">"
    + alias3(alias2(alias1(depth0, "preview", {"start":{"line":3,"column":1283},"end":{"line":3,"column":1290}} ), depth0))
    + "</div><div aria-label=\""
    + alias3(alias2(alias1(depth0, "subject", {"start":{"line":3,"column":1317},"end":{"line":3,"column":1324}} ), depth0))
    + "\" aria-roledescription=\"email\" role=\"article\" lang=\""
    + alias3(alias2(alias1(depth0, "language", {"start":{"line":3,"column":1380},"end":{"line":3,"column":1388}} ), depth0))
    + "\" dir=\""
    + alias3(alias2(alias1(depth0, "direction", {"start":{"line":3,"column":1399},"end":{"line":3,"column":1408}} ), depth0))
    + "\" style=\"word-spacing:normal;background-color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "background", {"start":{"line":3,"column":1458},"end":{"line":3,"column":1476}} ), depth0))
    + "\">\u003C!--[if mso | IE]><table align=\"center\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" class=\"\" role=\"presentation\" style=\"width:560px;\" width=\"560\" ><tr><td style=\"line-height:0px;font-size:0px;mso-line-height-rule:exactly;\"><![endif]--><div style=\"margin:0px auto;max-width:560px\"><table align=\"center\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\" style=\"width:100%\"><tbody><tr><td style=\"direction:"
    + alias3(alias2(alias1(depth0, "direction", {"start":{"line":3,"column":1897},"end":{"line":3,"column":1906}} ), depth0))
    + ";font-size:0px;padding:32px 12px 20px;text-align:center\">\u003C!--[if mso | IE]><table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tr><td class=\"\" style=\"vertical-align:top;width:536px;\" ><![endif]--><div class=\"mj-column-per-100 mj-outlook-group-fix\" style=\"font-size:0px;text-align:"
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":3,"column":2209},"end":{"line":3,"column":2214}} ), depth0))
    + ";direction:"
    + alias3(alias2(alias1(depth0, "direction", {"start":{"line":3,"column":2229},"end":{"line":3,"column":2238}} ), depth0))
    + ";display:inline-block;vertical-align:top;width:100%\"><table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\" style=\"vertical-align:top\" width=\"100%\"><tbody><tr><td align=\""
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":3,"column":2427},"end":{"line":3,"column":2432}} ), depth0))
    + "\" class=\"words\" style=\"font-size:0px;padding:0 4px;word-break:break-word\"><div style=\"font-family:'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif;font-size:18px;font-weight:700;line-height:25px;text-align:"
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":3,"column":2652},"end":{"line":3,"column":2657}} ), depth0))
    + ";color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "text", {"start":{"line":3,"column":2668},"end":{"line":3,"column":2680}} ), depth0))
    + "\"><a href=\""
    + alias3(alias2(alias1(depth0, "website", {"start":{"line":3,"column":2695},"end":{"line":3,"column":2702}} ), depth0))
    + "\" style=\"color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "text", {"start":{"line":3,"column":2721},"end":{"line":3,"column":2733}} ), depth0))
    + ";text-decoration:none\">"
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"logoUrl"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.program(1, data, 0),"data":data,"loc":{"start":{"line":3,"column":2758},"end":{"line":3,"column":2910}}})) != null ? stack1 : "")
    + "</a></div></td></tr></tbody></table></div>\u003C!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div>\u003C!--[if mso | IE]></td></tr></table><table align=\"center\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" class=\"\" role=\"presentation\" style=\"width:560px;\" width=\"560\" ><tr><td style=\"line-height:0px;font-size:0px;mso-line-height-rule:exactly;\"><![endif]--><div style=\"margin:0px auto;max-width:560px\"><table align=\"center\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\" style=\"width:100%\"><tbody><tr><td style=\"direction:"
    + alias3(alias2(alias1(depth0, "direction", {"start":{"line":3,"column":3467},"end":{"line":3,"column":3476}} ), depth0))
    + ";font-size:0px;padding:0 12px;text-align:center\">\u003C!--[if mso | IE]><table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tr><td class=\"card-outlook\" style=\"vertical-align:top;width:536px;\" ><![endif]--><div class=\"card mj-column-per-100 mj-outlook-group-fix\" style=\"font-size:0px;text-align:"
    + alias3(alias2(alias1(depth0, "start", {"start":{"line":3,"column":3788},"end":{"line":3,"column":3793}} ), depth0))
    + ";direction:"
    + alias3(alias2(alias1(depth0, "direction", {"start":{"line":3,"column":3808},"end":{"line":3,"column":3817}} ), depth0))
    + ";display:inline-block;vertical-align:top;width:100%\"><table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\" width=\"100%\" style=\"border-collapse:separate\"><tbody><tr><td style=\"background-color:"
    + alias3(alias2(alias1(lookupProperty(depth0,"colours"), "surface", {"start":{"line":3,"column":4029},"end":{"line":3,"column":4044}} ), depth0))
    + ";border-radius:12px;vertical-align:top;border-collapse:separate;padding:36px 32px 32px\"><table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\" width=\"100%\"><tbody>";
},"useData":true};
