/** Domains where anyone can get a mailbox and millions have one, so many sign-ups per hour are normal. */
export const publicMailDomains: readonly string[] = /* @__PURE__ */ (
  "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.de hotmail.es hotmail.fr hotmail.it live.com " +
  "live.co.uk live.fr msn.com icloud.com me.com mac.com privaterelay.appleid.com yahoo.com yahoo.co.in yahoo.co.jp " +
  "yahoo.co.uk yahoo.com.ar yahoo.com.br yahoo.com.mx yahoo.de yahoo.es yahoo.fr yahoo.it ymail.com rocketmail.com aol.com " +
  "proton.me protonmail.com pm.me tuta.com tutanota.com fastmail.com zoho.com hey.com mail.com gmx.com gmx.de gmx.net " +
  "gmx.at gmx.ch web.de t-online.de freenet.de posteo.de mailbox.org arcor.de orange.fr wanadoo.fr free.fr laposte.net " +
  "sfr.fr libero.it virgilio.it tiscali.it alice.it bluewin.ch hispeed.ch telenet.be skynet.be ziggo.nl kpnmail.nl " +
  "telefonica.net uol.com.br bol.com.br terra.com.br ig.com.br globo.com prodigy.net.mx comcast.net verizon.net att.net " +
  "sbcglobal.net bellsouth.net cox.net charter.net shaw.ca rogers.com sympatico.ca btinternet.com sky.com virginmedia.com " +
  "ntlworld.com talktalk.net bigpond.com optusnet.com.au xtra.co.nz qq.com foxmail.com 163.com 126.com yeah.net sina.com " +
  "sina.cn sohu.com 139.com 189.cn aliyun.com naver.com daum.net hanmail.net nate.com docomo.ne.jp ezweb.ne.jp au.com " +
  "softbank.ne.jp i.softbank.jp nifty.com biglobe.ne.jp ocn.ne.jp rediffmail.com yandex.ru yandex.com ya.ru mail.ru bk.ru " +
  "inbox.ru list.ru rambler.ru ukr.net seznam.cz centrum.cz wp.pl onet.pl o2.pl interia.pl abv.bg"
).split(" ");
