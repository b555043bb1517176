import { expect, it } from "@jest/globals";
import { invitationKey, isOpenInvitation } from "../../../src/rules/sign-up/sign-up-invitation.ts";

it("holds until its time", () => {
  expect([isOpenInvitation({ expiresAt: 10 }, 9_999), isOpenInvitation({ expiresAt: 10 }, 10_000)]).toEqual([
    true,
    false,
  ]);
});

it("has a key by its mailbox's digest", () => {
  expect(invitationKey("d")).toEqual({ pk: "INVITE#d", sk: "INVITATION" });
});
