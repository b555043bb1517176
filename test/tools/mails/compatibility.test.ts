import { expect, it } from "@jest/globals";
import { compatibility } from "../../../tools/mails/compatibility.ts";
import { newBadMail } from "../../../tools/mails/mail.ts";

const findRules = async (html: string) => {
  const { check } = await compatibility.open({});
  return (await check(newBadMail({ html }))).faults.map(({ rule, text }) => `${rule}: ${text.split(" is new")[0]}`);
};

it.each([
  ["padding:1px 2% 1.5em"],
  ["color:#4e6b7c;background:rgb(1,2,3)"],
  ["background:#fff url('https://example.com/10vw.png') no-repeat"],
  ["font-family:'3rem Sans',serif"],
  ["display:inline-block;float:none"],
  ["mso-padding-alt:0"],
])("accepts %s", async (style) => {
  expect(await findRules(`<p style="${style}">Words</p>`)).toEqual([]);
});

it.each([
  ["display:flex", "property: display:flex"],
  ["float:left", "property: float:left"],
  ["--size:1px", "property: --size:1px"],
  ["margin:calc(1px + 2px)", "function: calc() in margin"],
  ["width:fit-content", "property: width:fit-content"],
  ["background:linear-gradient(#fff,#eee)", "function: linear-gradient() in background"],
  ["width:10vw", "unit: vw in width:10vw"],
])("rejects %s", async (style, fault) => {
  expect(await findRules(`<p style="${style}">Words</p>`)).toEqual([fault]);
});

it.each([
  ["<style>@media (prefers-color-scheme: dark){p{color:red}}</style>", []],
  ["<style>@media (hover){p{color:red}}</style>", ["at-rule: @media (hover)"]],
  ["<style media='print'></style>", ["at-rule: @media print"]],
  ["<style>p::before{color:red}</style>", ["selector: p::before"]],
  ['<img src="https://example.com/a.svg?as=a.png" alt="A">', ["picture: https://example.com/a.svg?as=a.png"]],
  ['<img src="https://example.com/picture" alt="A">', []],
  ['<p onclick="go()">Words</p>', ["attribute: onclick of <p>"]],
  ["<video></video>", ["tag: <video>"]],
])("checks %s", async (html, faults) => {
  expect(await findRules(html)).toEqual(faults);
});
