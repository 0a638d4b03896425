/** The line at the end of a message that says what to do: from the table of explanations, or from the facts of the request. */
import type { Explain, RequestFacts, ServiceAnswer, SettingAdvice } from "../client";
import { explainCode } from ".";

type Finding = (facts: RequestFacts, answer: ServiceAnswer) => string | undefined;

/** Where the facts of a request tell more than its code; undefined where they do not. */
const findings: Readonly<Record<string, Finding>> = {
  AccessDenied: (facts, answer) => {
    if (/request has expired/i.test(answer.serverMessage)) {
      return "The signature's time was over: check this machine's clock.";
    }
    if (/referer/i.test(answer.serverMessage)) {
      return "The bucket's referer rule turned the request away.";
    }
    if (/strict signature/i.test(answer.serverMessage)) {
      return "A strict-signature rule of the bucket asks for more signed headers or parameters.";
    }
    if (!answer.secretId) {
      return "The request was not signed, and the bucket does not let anonymous visitors do this.";
    }
    const action = facts.action
      ? `the CAM action name/cos:${facts.action}`
      : "the CAM action of this operation";
    const resource = facts.bucket ? ` on ${facts.bucket}` : "";
    // COS gives no reason to a HEAD, so that a wrong key looks like this too.
    const key = answer.serverMessage === "" ? ", or the SecretKey is another's" : "";
    return `${signer(answer)} lacks ${action}${resource}, or a policy denies it${key}.`;
  },
  SignatureDoesNotMatch: (_facts, answer) => {
    const seen = [
      answer.stringToSign && `signed the text ${JSON.stringify(answer.stringToSign)}`,
      answer.formatString && `for the request ${JSON.stringify(answer.formatString)}`,
    ].filter(Boolean);
    const server = seen.length > 0 ? ` The service ${seen.join(" ")}.` : "";
    return `Check that the SecretKey (tencentcos:secretKey or TENCENTCLOUD_SECRET_KEY) belongs to ${signer(answer)}; a proxy that changes headers has the same effect.${server}`;
  },
  InvalidAccessKeyId: (_facts, answer) =>
    `${signer(answer)} is unknown or disabled: check tencentcos:secretId or TENCENTCLOUD_SECRET_ID in the CAM console.`,
  NoSuchBucket: (facts) =>
    facts.region === undefined
      ? undefined
      : `There is no such bucket in ${facts.region}: check the region and the name; a bucket answers only in its own region.`,
};

function explainRefusal(facts: RequestFacts, answer: ServiceAnswer): string | undefined {
  const finding = Object.hasOwn(findings, answer.code) ? findings[answer.code] : undefined;
  return finding?.(facts, answer) ?? generalRemedy(answer.code);
}

/** Region names are part of COS host names, so a wrong one shows as "no such host". */
function explainNoAnswer(facts: RequestFacts, code: string): string | undefined {
  if (code === "ENOTFOUND") {
    return facts.region && facts.host.includes(facts.region)
      ? `The host name contains the region: "${facts.region}" may be misspelt or not exist.`
      : "Check the endpoint's name and this machine's DNS.";
  }
  return generalRemedy(code);
}

const settings = {
  region: {
    advice:
      'set "region" on the resource, the config tencentcos:region (pulumi config set tencentcos:region ap-guangzhou) or the environment variable TENCENTCLOUD_REGION.',
    configKey: "tencentcos:region",
    environmentVariable: "TENCENTCLOUD_REGION",
  },
  endpoint: {
    advice: "check the config tencentcos:endpoint or the environment variable TENCENTCOS_ENDPOINT.",
    configKey: "tencentcos:endpoint",
    environmentVariable: "TENCENTCOS_ENDPOINT",
  },
  parallelism: {
    advice: "tencentcos:parallelism sets where to begin.",
    configKey: "tencentcos:parallelism",
    environmentVariable: "TENCENTCOS_PARALLELISM",
  },
} satisfies Record<string, SettingAdvice>;

/** What the client of this package says at the end of its messages: what a person can do in a stack. */
export const explain: Explain = {
  refusal: explainRefusal,
  noAnswer: explainNoAnswer,
  setting: (name) => settings[name],
};

/** What a message says about a code when nothing is known but the code. A more specific explanation takes its place. */
export function generalRemedy(code: string): string | undefined {
  const explanation = explainCode(code);
  return explanation?.selfExplanatory ? undefined : explanation?.remedy;
}

/** Shows who signed without showing the whole id: `AKIDQj…9U5q`. */
export function shortenSecretId(secretId: string): string {
  return secretId.length > 12 ? `${secretId.slice(0, 6)}…${secretId.slice(-4)}` : `${secretId.slice(0, 4)}…`;
}

function signer(answer: ServiceAnswer): string {
  return answer.secretId ? `SecretId ${shortenSecretId(answer.secretId)}` : "the SecretId";
}
