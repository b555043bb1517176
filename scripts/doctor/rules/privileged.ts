/** Names of attributes that a person must not give themselves. */
export const privileged =
  /^(?:custom:|dev:)?(?:is_?)?(?:admin|administrator|staff|superuser|root|owner|roles?|groups?|permissions?|scopes?|rights?|privileges?|entitlements?|tenants?|tenant_?id|org(?:anisation|anization)?(?:_?id)?|company_?id|account_?id|plan|tier|subscription|credits?|balance)$/i;
