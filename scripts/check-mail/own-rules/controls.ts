import { mostCharacters } from "../../check-messages.ts";
import { badMail } from "../bad-mail.ts";
import type { Control } from "../gate.ts";

const broken = `<html lang="de" dir="rtl"><head><title>Another</title><style>:root{--a:1}</style></head><body>
<div style="display:none"></div>Words<table><tr><td><img src="http://example.com/a.png"></td></tr></table>
<form action="/go"></form><p onclick="go()" style="position:absolute">Words</p>
<a href="https://example.net/">https://example.com/</a>
<a href="https://example.com/%7B%23%23%23%23%7D">Confirm</a>
<div class="mj-column-per-100" style="direction:rtl">Words</div></body></html>`;

/** A mail that breaks all rules but one, and one that breaks that; a rule that neither breaks has no control, and the gate fails. */
export const ruleControls = (rules: readonly string[]): Control[] => [
  {
    mail: badMail({ subject: "Subject", html: broken, text: "<b>Words</b>" }),
    rules: rules.filter((rule) => rule !== "size"),
  },
  { mail: badMail({ html: "x".repeat(mostCharacters + 1) }), rules: ["size"] },
];
