/** The steps of a signature by their names on the vendor's pages, for people. */

import type { SignatureSteps } from "../client";

/** The steps of a form's signature (https://www.tencentcloud.com/document/product/436/14690). */
export interface FormSteps {
  readonly keyTime: string;
  /** The text of the policy, which is sent in Base64. */
  readonly policy: string;
  readonly stringToSign: string;
  readonly signature: string;
}

/** One step. */
export interface SignatureStep {
  /** As the vendor names it: `HttpString`. */
  readonly name: string;
  /** `***` for the SignKey, which signs as well as the SecretKey until KeyTime ends. */
  readonly value: string;
  /** How it follows from the steps before it. */
  readonly rule: string;
}

/**
 * Explains a signature step by step: of a request (https://www.tencentcloud.com/document/product/436/7778), whether it travels in a
 * header or in a URL, or of a form.
 */
export function explainSignature(signature: SignatureSteps | FormSteps): readonly SignatureStep[] {
  const { keyTime, stringToSign } = signature;
  return [
    step("KeyTime", keyTime, "start;end, in seconds since 1970"),
    step("SignKey", "***", "HMAC-SHA1 of KeyTime, keyed with the SecretKey, as 40 hexadecimal digits"),
    ...("policy" in signature ? policySteps(signature) : requestSteps(signature)),
    step("Signature", signature.signature, "HMAC-SHA1 of StringToSign, keyed with the digits of SignKey"),
  ];

  function policySteps({ policy }: FormSteps): readonly SignatureStep[] {
    return [
      step("Policy", policy, "the JSON that the field policy has in Base64"),
      step("StringToSign", stringToSign, "SHA-1 of Policy"),
    ];
  }

  function requestSteps(steps: SignatureSteps): readonly SignatureStep[] {
    return [
      step(
        "UrlParamList",
        steps.urlParamList,
        "names of the signed parameters, encoded, in lower case, sorted",
      ),
      step("HttpParameters", steps.httpParameters, "the same with their encoded values"),
      step("HeaderList", steps.headerList, "names of the signed headers, encoded, in lower case, sorted"),
      step("HttpHeaders", steps.httpHeaders, "the same with their encoded values"),
      step("HttpString", steps.httpString, "method in lower case, decoded path, HttpParameters, HttpHeaders"),
      step("StringToSign", stringToSign, "sha1, KeyTime, SHA-1 of HttpString"),
    ];
  }
}

function step(name: string, value: string, rule: string): SignatureStep {
  return { name, value, rule };
}
