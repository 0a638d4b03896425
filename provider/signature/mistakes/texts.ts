/** Slips in the texts between the request and its signature, and around the key. */

import { hash } from "node:crypto";
import type { Cause } from "../causes";
import type { Mistake } from "./mistake";

const textMistake = (cause: Cause, message: string, change: Mistake["change"]): Mistake => ({
  cause,
  message,
  change,
});

/** Mistakes in the texts themselves. */
export const textMistakes: readonly Mistake[] = [
  textMistake("lineEnd", "HttpString was signed without the line feed at its end.", (recipe) => ({
    ...recipe,
    httpString: (text) => text.replace(/\n$/, ""),
  })),
  textMistake("lineEnd", "HttpString was signed with one line feed too many at its end.", (recipe) => ({
    ...recipe,
    httpString: (text) => `${text}\n`,
  })),
  textMistake("lineEnd", "StringToSign was signed without the line feed at its end.", (recipe) => ({
    ...recipe,
    stringToSign: (text) => text.replace(/\n$/, ""),
  })),
  textMistake("lineEnd", "The lines end with a carriage return and a line feed.", (recipe) => ({
    ...recipe,
    httpString: (text) => text.replaceAll("\n", "\r\n"),
  })),
  textMistake("lineEnd", "Empty lines of HttpString were left out.", (recipe) => ({
    ...recipe,
    httpString: (text) => text.replace(/\n{2,}/g, "\n"),
  })),
  textMistake("signTime", "StringToSign has q-key-time in place of q-sign-time.", (recipe) => ({
    ...recipe,
    signTime: recipe.keyTime,
  })),
  textMistake("signTime", "SignKey was made of q-sign-time in place of q-key-time.", (recipe) => ({
    ...recipe,
    keyTime: recipe.signTime,
  })),
  textMistake("digest", "StringToSign has HttpString itself in place of its SHA-1.", (recipe) => ({
    ...recipe,
    digest: (text) => text.replace(/\n$/, ""),
  })),
  textMistake("digest", "StringToSign has HttpString itself in place of its SHA-1.", (recipe) => ({
    ...recipe,
    digest: (text) => text,
  })),
  textMistake("digest", "StringToSign has the SHA-1 of HttpString in capitals.", (recipe) => ({
    ...recipe,
    digest: (text) => recipe.digest(text).toUpperCase(),
  })),
  textMistake("digest", "StringToSign has the SHA-1 of HttpString in Base64.", (recipe) => ({
    ...recipe,
    digest: (text) => hash("sha1", text, "base64"),
  })),
  ...(["md5", "sha256"] as const).map((algorithm) =>
    textMistake(
      "digest",
      `StringToSign has the ${algorithm.toUpperCase()} of HttpString in place of its SHA-1.`,
      (recipe) => ({
        ...recipe,
        digest: (text) => hash(algorithm, text),
      }),
    ),
  ),
  textMistake("signKey", "The second HMAC was keyed with the bytes of SignKey.", (recipe) => ({
    ...recipe,
    signKey: (hex) => Buffer.from(hex, "hex"),
  })),
  textMistake("signKey", "The second HMAC was keyed with the SecretKey in place of SignKey.", (recipe) => ({
    ...recipe,
    signKey: () => recipe.secretKey,
  })),
  textMistake(
    "keyBlanks",
    "The SecretKey here has a blank or a line feed around it, with which it was not signed.",
    (recipe) => ({
      ...recipe,
      secretKey: recipe.secretKey.trim(),
    }),
  ),
  ...["\n", "\r\n", " "].map((blank) =>
    textMistake("keyBlanks", "It was signed with a blank or a line feed behind the SecretKey.", (recipe) => ({
      ...recipe,
      secretKey: recipe.secretKey + blank,
    })),
  ),
];
