import { expect, it } from "@jest/globals";
import type { PreSignUpEvent } from "../../src/cognito-event.ts";
import { createHandler } from "../../src/handlers/pre-signup.ts";
import { noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";

const handler = createHandler({ policy: { allowedDomains: ["example.com"], deniedDomains: [] } });
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
