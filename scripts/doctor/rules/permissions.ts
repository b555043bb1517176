import type { Rules } from "../finding.ts";
import { functionOf, isArnOf, isGivenLater, permissionsOf, poolsOf, triggersOf } from "../relations.ts";
import { type Named, resourcesOf, type Template, textOf } from "../template.ts";

const cognito = "cognito-idp.amazonaws.com";
const ownAccount = textOf({ Ref: "AWS::AccountId" });
export const principalOf = ({ properties }: Named) => textOf(properties["Principal"] ?? "");
const isService = (permission: Named) => principalOf(permission).endsWith(".amazonaws.com");
/** Whether a permission is one to call the function. */
export const permits = (permission: Named) =>
  ["lambda:InvokeFunction", "lambda:*"].includes(textOf(permission.properties["Action"]));

/** Who may call a function, by the permissions of the template. */
export const permissionsFor = (template: Template, target: Named): Named[] =>
  permissionsOf(template).filter(
    ({ properties }) => functionOf(template, properties["FunctionName"])?.id === target.id,
  );

/** Who may call a function. https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html */
export const permissionRules = {
  "trigger-permission": ({ template }) =>
    poolsOf(template).flatMap((pool) =>
      triggersOf(pool).flatMap(({ name, value }) => {
        const target = functionOf(template, value);
        if (!target) return [];
        const allowed = permissionsFor(template, target).some(
          (permission) =>
            principalOf(permission) === cognito &&
            permits(permission) &&
            (permission.properties["SourceArn"] === undefined ||
              isArnOf(pool, permission.properties["SourceArn"]) ||
              isGivenLater(template, permission.properties["SourceArn"])),
        );
        return allowed
          ? []
          : [
              {
                resource: target.id,
                wrong: `${pool.id} calls it as ${name}, but no permission lets ${cognito} do so, and Cognito would refuse its user.`,
                fix: `add an AWS::Lambda::Permission with Action lambda:InvokeFunction, Principal ${cognito}, SourceArn of ${pool.id} and SourceAccount.`,
              },
            ];
      }),
    ),

  "permission-source-arn": ({ template }) =>
    permissionsOf(template)
      .filter((permission) => isService(permission))
      .filter(({ properties }) => /^$|userpool\/\*|^\*$/.test(textOf(properties["SourceArn"] ?? "")))
      .map((permission) => ({
        resource: permission.id,
        wrong: `any resource behind ${principalOf(permission)}, of anybody, may call the function.`,
        fix: "set SourceArn to the one resource that calls it.",
      })),

  "permission-source-account": ({ template }) =>
    permissionsOf(template)
      .filter((permission) => [cognito, "s3.amazonaws.com", "ses.amazonaws.com"].includes(principalOf(permission)))
      .filter(
        ({ properties: { SourceAccount: account } }) =>
          !(textOf(account ?? "") === ownAccount || /^\d{12}$/.test(textOf(account ?? ""))) &&
          !isGivenLater(template, account),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "it does not say which account the caller belongs to.",
        fix: "set SourceAccount to { Ref: AWS::AccountId }.",
      })),

  "permission-target": ({ template }) =>
    permissionsOf(template)
      .filter(
        ({ properties: { FunctionName: value } }) => !functionOf(template, value) && !isGivenLater(template, value),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "FunctionName names no function of this template.",
        fix: "use Fn::GetAtt: [<the function's logical id>, Arn], or remove the permission.",
      })),

  "existing-pool-helper": ({ template }) =>
    resourcesOf(template, "Custom::CognitoUserPool").map(({ id }) => ({
      resource: id,
      wrong:
        "the event has `existing: true`, whose helper may change every user pool and pass every role, and forgets settings it does not know.",
      fix: "let this stack make the pool, or name the pool's id in the settings and attach the triggers without the helper.",
    })),
} satisfies Rules;
