import type { Delivery } from "./library.ts";
import { attributeOf, type Call, fail, maskDelivery, pretendDelivery, sendMessage, textOf } from "./requests.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html */
export const resendConfirmationCode = async (call: Call): Promise<Record<string, unknown>> => {
  const { context, pool, request, services, user } = call;
  if (!user) return pretendDelivery(request);
  if (user.UserStatus !== "UNCONFIRMED") fail("InvalidParameterException", "User is already confirmed.");
  const email = attributeOf(user, "email") ?? fail("InvalidParameterException", "User has no email.");
  const delivery: Delivery = { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: email };
  const code = services.otp();
  await sendMessage(call, "ResendCode", { user, code, clientId: textOf(request, "ClientId"), delivery });
  await pool.saveUser(context, { ...user, ConfirmationCode: code });
  return { CodeDeliveryDetails: maskDelivery(delivery) };
};
