import { expect, it } from "@jest/globals";
import { invitationKey, isOpenInvitation } from "../../../src/rules/sign-up/sign-up-invitation.ts";

it("is open until it expires", () => {
  expect([isOpenInvitation({ expiresAt: 10 }, 9_999), isOpenInvitation({ expiresAt: 10 }, 10_000)]).toEqual([
    true,
    false,
  ]);
});

it("has a key with the mailbox's digest", () => {
  expect(invitationKey("d")).toEqual({ pk: "INVITE#d", sk: "INVITATION" });
});
