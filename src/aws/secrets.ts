import { fromEnv } from "@aws-sdk/credential-provider-env";
import { Sha256 } from "@smithy/core/checksum";
import { SignatureV4 } from "@smithy/signature-v4";

/** The name of a Systems Manager parameter or of a Secrets Manager secret. */
export type SecretSource = { parameter: string } | { secret: string };

export type Endpoints = { ssm?: string | undefined; secretsManager?: string | undefined };

const cacheMilliseconds = 300_000;

type SecretRequest = { service: "ssm" | "secretsmanager"; target: string; input: object; endpoint: string | undefined };

const requestOf = (source: SecretSource, { ssm, secretsManager }: Endpoints): SecretRequest =>
  "parameter" in source
    ? {
        service: "ssm",
        target: "AmazonSSM.GetParameter",
        input: { Name: source.parameter, WithDecryption: true },
        endpoint: ssm,
      }
    : {
        service: "secretsmanager",
        target: "secretsmanager.GetSecretValue",
        input: { SecretId: source.secret },
        endpoint: secretsManager,
      };

const readSecretText = (answer: unknown): string => {
  const { Parameter, SecretString } = Object(answer) as { Parameter?: { Value?: unknown }; SecretString?: unknown };
  const text = Parameter?.Value ?? SecretString;
  if (typeof text !== "string" || text === "") throw new Error("the answer has no text");
  return text.trim();
};

/**
 * Reads a secret on first use and caches it for 5 minutes. It uses only the SDK's signer, because a client would add 68
 * KB to every cold start.
 * @throws Error if the secret cannot be read; the error never contains it
 */
export const openSecrets = (region: string, endpoints: Endpoints = {}, now: () => number = Date.now) => {
  const cache = new Map<string, { text: string; until: number }>();
  return async (source: SecretSource, signal: AbortSignal): Promise<string> => {
    const name = JSON.stringify(source);
    const cached = cache.get(name);
    if (cached && cached.until > now()) return cached.text;
    const text = readSecretText(await sendSigned(region, requestOf(source, endpoints), signal));
    cache.set(name, { text, until: now() + cacheMilliseconds });
    return text;
  };
};

const sendSigned = async (region: string, { service, target, input, endpoint }: SecretRequest, signal: AbortSignal) => {
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const url = new URL(endpoint ?? `https://${service}.${region}.${suffix}`);
  const signer = new SignatureV4({ service, region, credentials: fromEnv(), sha256: Sha256 });
  const { headers, body } = await signer.sign({
    method: "POST",
    protocol: url.protocol,
    hostname: url.hostname,
    path: "/",
    headers: { host: url.host, "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
    body: JSON.stringify(input),
  });
  const { host, ...sent } = headers;
  const response = await fetch(url, { method: "POST", headers: sent, body, signal, redirect: "error" });
  if (!response.ok) throw new Error(`${service} answered ${response.status}`);
  return response.json();
};
