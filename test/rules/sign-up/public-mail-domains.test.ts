import { expect, it } from "@jest/globals";
import { toAsciiDomain } from "../../../src/rules/sign-up/mail-address.ts";
import { publicMailDomains } from "../../../src/rules/sign-up/public-mail-domains.ts";

it.each([
  ["worldwide", ["gmail.com", "outlook.com", "icloud.com", "yahoo.com", "yahoo.co.uk", "aol.com", "proton.me"]],
  ["in Germany, Austria and Switzerland", ["gmx.net", "gmx.at", "web.de", "bluewin.ch"]],
  ["in France, Italy, Belgium and the Netherlands", ["orange.fr", "sfr.fr", "libero.it", "skynet.be", "ziggo.nl"]],
  ["in the Americas", ["uol.com.br", "prodigy.net.mx", "comcast.net", "sbcglobal.net", "rogers.com"]],
  ["in the United Kingdom and Oceania", ["btinternet.com", "ntlworld.com", "bigpond.com", "xtra.co.nz"]],
  ["in China, Korea and Japan", ["qq.com", "163.com", "sina.cn", "naver.com", "docomo.ne.jp", "i.softbank.jp"]],
  ["in India, Russia and eastern Europe", ["rediffmail.com", "mail.ru", "yandex.ru", "inbox.ru", "seznam.cz", "wp.pl"]],
])("has providers %s", (_, domains) => {
  expect(domains.filter((domain) => !publicMailDomains.includes(domain))).toEqual([]);
});

it("has each domain once, in normalized form", () => {
  expect(publicMailDomains.filter((domain) => toAsciiDomain(domain) !== domain)).toEqual([]);
  expect(new Set(publicMailDomains).size).toBe(publicMailDomains.length);
});
