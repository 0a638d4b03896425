/** Warns of files that are seldom meant for a bucket: secrets and node_modules. */

import { closeSync, openSync, readSync } from "node:fs";
import path from "node:path";
import { matcherOf } from "./matcher";
import { isNegated } from "./patterns";
import { type FoundFile, readNow } from "./walk";
import { shorten } from "./words";

const secretName =
  /^(\.env(\.(?!(example|sample|template|dist|defaults?)$).+)?|\.npmrc|\.netrc|\.pgpass|\.htpasswd|\.git-credentials|id_(rsa|dsa|ecdsa|ed25519)|.+\.(p12|pfx|ppk|jks|keystore))$/i;

/** Bytes at the beginning of a file that are searched for a PEM key. */
const pemBytes = 16_384;

/** Warnings about the files to be uploaded. Files that `exclude` includes again are intended. */
export function warnOfUnwanted(files: readonly FoundFile[], exclude: readonly string[]): readonly string[] {
  const wanted = exclude.filter(isNegated).map(matcherOf);
  const unwanted = files.filter(({ name }) => !wanted.some((matches) => matches(name)));
  const secrets = unwanted.filter(mayHoldSecrets).map(({ name }) => name);
  const modules = unwanted.filter(({ name }) => /(^|\/)node_modules\//.test(name));
  return [
    ...(secrets.length === 0
      ? []
      : [
          `files that may hold secrets are uploaded: ${shorten(secrets)}. Leave them out with exclude; ${JSON.stringify(`!${secrets[0]}`)} in it includes one all the same`,
        ]),
    ...(modules.length === 0
      ? []
      : [
          `${modules.length.toLocaleString("en")} files of node_modules are uploaded. Leave them out with exclude; "!node_modules/**" in it includes them all the same`,
        ]),
  ];
}

function mayHoldSecrets(file: FoundFile): boolean {
  const base = path.posix.basename(file.name);
  return secretName.test(base) || (/\.(pem|key)$/i.test(base) && holdsPrivateKey(file.path));
}

function holdsPrivateKey(file: string): boolean {
  try {
    const handle = openSync(file, readNow);
    try {
      const buffer = Buffer.alloc(pemBytes);
      const length = readSync(handle, buffer, 0, pemBytes, 0);
      return /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(buffer.toString("latin1", 0, length));
    } finally {
      closeSync(handle);
    }
  } catch {
    // The scan reports files that cannot be read.
    return false;
  }
}
