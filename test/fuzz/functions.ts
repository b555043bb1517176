import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import { handOverRepair } from "../../src/aws/ensure-profile.ts";
import { addToGroup } from "../../src/aws/groups.ts";
import { openPool } from "../../src/aws/linking.ts";
import { readProfile, saveAddress, saveProfile, saveSignIn } from "../../src/aws/person.ts";
import { countAttempt, readInvitation } from "../../src/aws/sign-up-rows.ts";
import type { Table } from "../../src/aws/table.ts";
import * as custom from "../../src/handlers/custom-message.ts";
import * as authentication from "../../src/handlers/post-authentication.ts";
import * as confirmation from "../../src/handlers/post-confirmation.ts";
import * as signUp from "../../src/handlers/pre-signup.ts";
import * as token from "../../src/handlers/pre-token-generation.ts";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import { report } from "../../src/runtime/logger.ts";
import { createTrigger } from "../../src/runtime/trigger.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { joinGroups } from "../../src/steps/default-groups.ts";
import { createFederatedSignUp } from "../../src/steps/federated-sign-up.ts";
import type { Dependencies as TokenDependencies } from "../../src/steps/known-person.ts";
import { standIn } from "./world.ts";

/** A trigger as Lambda calls it. */
export type Handler = (event: CognitoEvent) => Promise<CognitoEvent>;

export const table: Table = { client: standIn<DynamoDBClient>(), name: "table" };
export const join = joinGroups(addToGroup("local", {}, standIn<CognitoIdentityProviderClient>()), report);
const handOverTo = handOverRepair("local", "ensureProfile", standIn<LambdaClient>());
const now = Date.now;

// The triggers as in src/handlers, with a fake AWS and a short timeout, because a call that hangs takes all of it.
// `changes` replace dependencies.

export const customMessage = (suite: Suite): Handler =>
  createTrigger<CognitoEvent>(custom.createHandler({ suite, pagesUrl: "https://accounts.example.com", report }), {
    deadline: 1_000,
    whenItBreaks: "carry-on",
  });

export const preSignUp = (
  suite: Suite,
  changes: Partial<signUp.Dependencies> = {},
  pool = openPool("local", standIn<CognitoIdentityProviderClient>()),
): Handler =>
  createTrigger<CognitoEvent>(
    signUp.createHandler(
      {
        suite,
        disposable: () => "",
        verifyCaptcha: async () => "down",
        readInvitation: readInvitation(table),
        count: countAttempt(table),
        federatedSignUp: createFederatedSignUp({ linking: suite.linking, ...pool, report, deadline: 12 }),
        report,
        now,
        ...changes,
      },
      { trigger: 200, look: 8, count: 7, link: 12, afterLinking: 6 },
    ),
    { deadline: 200, whenItBreaks: "refuse" },
  );

export const postConfirmation = (suite: Suite, changes: Partial<confirmation.Dependencies> = {}): Handler =>
  createTrigger<CognitoEvent>(
    confirmation.createHandler(
      { suite, save: saveProfile(table), join, handOver: handOverTo, report, now, ...changes },
      { trigger: 24, write: 8 },
    ),
    { deadline: 24, whenItBreaks: "carry-on" },
  );

export const postAuthentication = (suite: Suite, changes: Partial<authentication.Dependencies> = {}): Handler =>
  createTrigger<CognitoEvent>(
    authentication.createHandler(
      { suite, save: saveSignIn(table), handOver: handOverTo, report, now, ...changes },
      { trigger: 8, write: 3, handOver: 3 },
    ),
    { deadline: 8, whenItBreaks: "carry-on" },
  );

export const preToken = (suite: Suite, changes: Partial<TokenDependencies> = {}): Handler =>
  createTrigger<CognitoEvent>(
    token.createHandler(
      {
        suite,
        read: readProfile(table, { consistent: false }),
        saveProfile: saveProfile(table),
        saveAddress: saveAddress(table),
        saveSignIn: saveSignIn(table),
        handOver: handOverTo,
        report,
        now,
        ...changes,
      },
      { trigger: 200, read: 8, write: 8, handOver: 8, signIn: 8 },
    ),
    { ...token.triggerOptionsOf(suite), deadline: 200 },
  );
