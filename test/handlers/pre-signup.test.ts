import { describe, expect, it } from "@jest/globals";
import type { PreSignUpEvent } from "../../src/cognito-event.ts";
import { createHandler } from "../../src/handlers/pre-signup.ts";
import { collect, collectReports, noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";

const policy = { allowedDomains: ["example.com"], deniedDomains: [], perAddressAndHour: 5 };
const report = collectReports();
const handler = createHandler({ policy, count: async () => true, report, now: () => 0 });
const handle = (name: string, email: string) =>
  handler(
    sampleEvent<PreSignUpEvent>(name, { userAttributes: { email }, response: { autoVerifyEmail: true } }),
    noHurry,
  );

it.each([
  ["PreSignUp_SignUp", "ada@example.com", "joins"],
  ["PreSignUp_SignUp", "ada@other.example", "[SU-DOMAIN] Sign-up is not open to this mail domain."],
  ["PreSignUp_SignUp", "nonsense", "[SU-ADDRESS] Please enter a valid mail address."],
  ["PreSignUp_ExternalProvider", "ada@other.example", "[SU-DOMAIN] Sign-up is not open to this mail domain."],
  ["PreSignUp_AdminCreateUser", "ada@other.example", "joins"],
])("%s with %s: %s", async (name, email, result) => {
  const handled = handle(name, email).then(() => "joins");
  await expect(handled.catch(({ message }: Error) => message)).resolves.toBe(result);
});

it.each(["PreSignUp_SignUp", "PreSignUp_ExternalProvider", "PreSignUp_AdminCreateUser"])(
  "%s confirms and verifies nobody",
  async (name) => {
    const { response } = await handle(name, "ada@example.com");
    expect(response).toEqual({ autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false });
  },
);

describe("an address that is signed up again and again", () => {
  const given = (count: () => Promise<boolean>, perAddressAndHour = 5) => {
    const counting = collect((_address: string, _most: number, _now: number, _signal: AbortSignal) => count());
    const reports = collectReports();
    const own = { ...policy, perAddressAndHour };
    return {
      counting,
      reports,
      handler: createHandler({ policy: own, count: counting, report: reports, now: () => 7 }),
    };
  };
  const signUp = (limited: typeof handler, name = "PreSignUp_SignUp") =>
    limited(sampleEvent<PreSignUpEvent>(name), noHurry).then(
      () => "joins",
      ({ message }: Error) => message,
    );

  it.each([
    ["may", async () => true, "joins", 0],
    [
      "may not any more",
      async () => false,
      "[SU-LIMIT] Too many attempts with this address. Please try again in an hour.",
      0,
    ],
    ["may when nobody can count", async () => Promise.reject(new Error("no table")), "joins", 1],
    ["may when counting takes for ever", () => new Promise<boolean>(() => undefined), "joins", 1],
  ])("%s", async (_, count, result, reported) => {
    const { handler: limited, counting, reports } = given(count);
    expect(await signUp(limited)).toBe(result);
    expect(counting.calls[0]?.slice(0, 3)).toEqual(["ada@example.com", 5, 7]);
    expect(reports.calls).toHaveLength(reported);
  });

  it.each([
    ["no limit is set", "PreSignUp_SignUp", 0],
    ["a provider knows the address", "PreSignUp_ExternalProvider", 5],
    ["an administrator signs up", "PreSignUp_AdminCreateUser", 5],
  ])("is not counted when %s", async (_, name, most) => {
    const { handler: limited, counting } = given(async () => false, most);
    expect(await signUp(limited, name)).toBe("joins");
    expect(counting.calls).toEqual([]);
  });
});
