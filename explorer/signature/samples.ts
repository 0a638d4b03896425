/** Signatures to try the verifier with: one that holds, and one for each of the usual causes. Their keys open nothing but emulators. */

import type { Cause } from "../../cli/explore/wire";

/** The cause that is found, or `holds`. */
type SampleName =
  | "holds"
  | Extract<
      Cause,
      | "method"
      | "encodedPath"
      | "missingParameter"
      | "plusForBlank"
      | "hostPort"
      | "addedHeader"
      | "expired"
      | "clock"
      | "wrongKey"
      | "tokenMissing"
    >;

/** An example. */
export interface Sample {
  readonly name: SampleName;
  readonly texts: readonly string[];
  readonly keys: { readonly secretId: string; readonly secretKey: string; readonly securityToken?: string };
}

/** The public keys of the emulator. */
const keys = {
  secretId: "AKIDCosEmulatorCosEmulatorCosEmulator",
  secretKey: "cos-emulator-secret-key-no-secret",
};

const temporaryKeys = {
  secretId: `AKID${"t".repeat(64)}`,
  secretKey: "sample-of-a-temporary-key",
  securityToken: "sample/token+of=temporary-keys",
};

const host = "examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com";
const path = "/photos/a%20b.jpg";

/** From 2026 to 2100. */
const always = "1767225600;4102444800";

interface Signed {
  readonly signature: string;
  readonly time?: string;
  readonly headers?: string;
  readonly parameters?: string;
  readonly secretId?: string;
}

function authorization({
  signature,
  time = always,
  headers = "host",
  parameters = "",
  secretId = keys.secretId,
}: Signed): string {
  return `q-sign-algorithm=sha1&q-ak=${secretId}&q-sign-time=${time}&q-key-time=${time}&q-header-list=${headers}&q-url-param-list=${parameters}&q-signature=${signature}`;
}

function url(signed: Signed): string {
  return `https://${host}${path}?${authorization(signed).replaceAll(";", "%3B")}`;
}

function request(line: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ Host: host, ...headers }).map((header) => header.join(": "));
  return `${[`${line} HTTP/1.1`, ...lines].join("\n")}\n`;
}

/** What COS answers: the HttpString as it saw it. */
function refusal(formatString: string, digest: string): string {
  const lines = (text: string) => text.replaceAll("&", "&amp;").replaceAll("\n", "&#10;");
  return `<Error><Code>SignatureDoesNotMatch</Code><Message>The Signature you specified is invalid.</Message><StringToSign>${lines(`sha1\n${always}\n${digest}\n`)}</StringToSign><FormatString>${lines(formatString)}</FormatString></Error>`;
}

/** The signature of the plain GET, which several requests carry that it does not fit. */
const plain = "4da7001329db9239d10d06b53c395f38054f0174";

export const samples: readonly Sample[] = [
  { name: "holds", texts: [url({ signature: plain })], keys },
  {
    name: "method",
    texts: [
      request(`PUT ${path}`, { "Content-Length": "11", Authorization: authorization({ signature: plain }) }),
    ],
    keys,
  },
  {
    name: "encodedPath",
    texts: [
      request(`GET ${path}`, {
        Authorization: authorization({ signature: "2fcfe2e35b4fa23195b39711628c345cd54bc385" }),
      }),
    ],
    keys,
  },
  {
    name: "missingParameter",
    texts: [
      url({
        parameters: "response-content-type",
        signature: "af25a00bc7f33bd514d59397523ef46c5f350701",
      }),
    ],
    keys,
  },
  {
    name: "plusForBlank",
    texts: [
      `curl 'https://${host}/?prefix=a+b' \\\n  -H 'Authorization: ${authorization({ parameters: "prefix", signature: "d952904a0e6405dc7f5651ea633ec9377eec7a32" })}'`,
      refusal(`get\n/\nprefix=a%20b\nhost=${host}\n`, "42d104fdf016efc8ad7f7e77793437282011a318"),
    ],
    keys,
  },
  {
    name: "hostPort",
    texts: [
      request(`GET ${path}`, { Host: `${host}:443`, Authorization: authorization({ signature: plain }) }),
    ],
    keys,
  },
  {
    name: "addedHeader",
    texts: [
      authorization({
        headers: "content-md5;host",
        signature: "3e875624ab823847eed9347e6069ce2c1fc7ef09",
      }),
      refusal(
        `put\n/photos/a b.jpg\n\ncontent-md5=1B2M2Y8AsgTpgAmY7PhCfg%3D%3D&host=${host}\n`,
        "1221f56bf40c68b718ccb334e93d5d3c954c9a24",
      ),
    ],
    keys,
  },
  {
    name: "expired",
    texts: [url({ time: "1767225600;1767229200", signature: "b0d3adea18e41221650b50e989c2b5f4d339203a" })],
    keys,
  },
  {
    name: "clock",
    texts: [
      JSON.stringify(
        {
          startedDateTime: "2026-01-01T02:00:05.000Z",
          request: {
            method: "GET",
            url: `https://${host}${path}`,
            headers: [
              { name: "Host", value: host },
              {
                name: "Authorization",
                value: authorization({
                  time: "1767232800;4102444800",
                  signature: "4bb2662b9e6d47fdca5c18d07684cc811fa1c312",
                }),
              },
            ],
          },
          response: { status: 403, headers: [{ name: "Date", value: "Thu, 01 Jan 2026 00:00:05 GMT" }] },
        },
        undefined,
        2,
      ),
    ],
    keys,
  },
  {
    name: "wrongKey",
    texts: [
      request(`GET ${path}`, {
        Authorization: authorization({ signature: "32cf9b261c86a89444e5127fcd7fa7ba12c5ed61" }),
      }),
      refusal(`get\n/photos/a b.jpg\n\nhost=${host}\n`, "8495e74c5f292463ab5457b65c3fc69ab7987e95"),
    ],
    keys,
  },
  {
    name: "tokenMissing",
    texts: [
      request(`GET ${path}`, {
        Authorization: authorization({
          secretId: temporaryKeys.secretId,
          signature: "8e6fb4f990cb17fe16d06da02da69a6a5920bda3",
        }),
      }),
    ],
    keys: temporaryKeys,
  },
];
