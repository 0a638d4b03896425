/** Scripts with curl, which sign when they run: the secret key stays in the environment. */

import { contentMd5, sign } from "../../provider/client/signature";
import type { Call } from "./call";
import { remarksOf } from "./remarks";
import { quotedFor, shellCommand } from "./shell";

/** A script for any POSIX shell; signing needs perl, as macOS and Linux have it. */
export function curlScript(call: Call): string {
  const body =
    call.expires !== undefined ? presigning(call) : call.form.key !== undefined ? form(call) : calling(call);
  const next = Object.entries((call.all && call.operation.paging?.next) || {});
  return [
    "#!/bin/sh",
    ...remarksOf(call).map((line) => `# ${line}`),
    ...next.map(
      ([member, parameter]) => `# This is one page: ${parameter} takes ${member} for the next one.`,
    ),
    "set -eu",
    ...body,
    "",
  ].join("\n");
}

/**
 * Lines that put the signature of such a request into `authorization`. The key is in the environment only: others see arguments.
 * @param seconds how long it holds
 */
function signing(call: Call, headers: Readonly<Record<string, string>>, seconds: number): readonly string[] {
  const { raw, variables } = call;
  const { httpString, headerList, urlParamList } = sign({
    secretId: "",
    secretKey: "",
    method: raw.method,
    path: raw.path,
    query: raw.query,
    headers,
    startTime: 0,
    endTime: 0,
  });
  return [
    `http_string=${quotedFor(variables)(httpString)}`,
    "authorization=$(perl -MDigest::SHA=sha1_hex,hmac_sha1_hex -e '",
    `  my $time = (time - 60) . ";" . (time + ${seconds});`,
    "  my $key = hmac_sha1_hex($time, $ENV{TENCENTCLOUD_SECRET_KEY});",
    '  my $string = "sha1\n$time\n" . sha1_hex($ARGV[0]) . "\n";',
    '  print "q-sign-algorithm=sha1&q-ak=$ENV{TENCENTCLOUD_SECRET_ID}&q-sign-time=$time&q-key-time=$time",',
    `    "&q-header-list=${headerList}&q-url-param-list=${urlParamList}&q-signature=", hmac_sha1_hex($string, $key);`,
    `' "$http_string")`,
  ];
}

function calling(call: Call): readonly string[] {
  const { raw, operation, document, content, output, endpoint, variables } = call;
  const quoted = quotedFor(variables);
  const isSecret = document !== undefined && variables.isIn(document.text);
  const md5 = document === undefined || isSecret ? {} : { "content-md5": contentMd5(document.text) };
  const headers = { ...raw.headers, ...md5 };
  // What only the environment knows cannot be in the text that is signed.
  const signed = Object.fromEntries(Object.entries(headers).filter(([, value]) => !variables.isIn(value)));
  const isRead = operation.answer?.kind === "content";
  const command = [
    "curl",
    "--fail-with-body",
    "--path-as-is",
    ...(endpoint === undefined ? [] : [`--proxy ${quoted(endpoint.origin)}`]),
    ...(raw.method === "HEAD"
      ? ["--head"]
      : content !== undefined && "file" in content && raw.method === "PUT"
        ? []
        : [`-X ${raw.method}`]),
    quoted(raw.url),
    ...(operation.unsigned
      ? []
      : [
          '-H "Authorization: $authorization"',
          `\${TENCENTCLOUD_SECURITY_TOKEN:+-H "x-cos-security-token: $TENCENTCLOUD_SECURITY_TOKEN"}`,
        ]),
    ...Object.entries(headers).map(
      ([name, value]) => `-H ${quoted(value === "" ? `${name};` : `${name}: ${value}`)}`,
    ),
    ...(isSecret ? ['-H "content-md5: $md5"'] : []),
    ...(document === undefined
      ? content === undefined
        ? raw.method === "PUT" || raw.method === "POST"
          ? ["--data-binary ''"]
          : []
        : ["text" in content ? `--data-binary ${quoted(content.text)}` : `-T ${quoted(content.file)}`]
      : [isSecret ? '--data-binary "$body"' : `--data-binary ${quoted(document.text)}`]),
    // curl names a type of its own for data.
    ...(document === undefined &&
    (content !== undefined || raw.method !== "GET") &&
    raw.headers["Content-Type"] === undefined &&
    !("file" in (content ?? { file: 0 }))
      ? ["-H 'Content-Type:'"]
      : []),
    ...(isRead ? [`-o ${quoted(output)}`] : []),
  ];
  return [
    ...(operation.unsigned ? [] : signing(call, { host: raw.host, ...signed }, 3_600)),
    ...(isSecret
      ? [
          `body=${quoted(document.text)}`,
          `md5=$(printf %s "$body" | perl -MDigest::MD5=md5_base64 -e 'local $/; print md5_base64(<STDIN>), "=="')`,
        ]
      : []),
    shellCommand(command),
  ];
}

function presigning(call: Call): readonly string[] {
  const { raw, expires = 0, variables } = call;
  const question = raw.url.includes("?") ? "&" : "?";
  return [
    ...signing(call, { host: raw.host }, expires),
    `printf '%s\\n' ${quotedFor(variables)(raw.url)}"${question}$(printf %s "$authorization" | sed 's/;/%3B/g')"\${TENCENTCLOUD_SECURITY_TOKEN:+"&x-cos-security-token=$TENCENTCLOUD_SECURITY_TOKEN"}`,
  ];
}

/** A form is signed by its policy. */
function form(call: Call): readonly string[] {
  const { bucket, form: fields, content, raw, endpoint, variables } = call;
  const quoted = quotedFor(variables);
  const conditions = [{ bucket }, ...Object.entries(fields).map(([name, value]) => ({ [name]: value }))];
  return [
    `conditions=${quoted(conditions.map((condition) => JSON.stringify(condition)).join(","))}`,
    "signed=$(perl -MDigest::SHA=sha1_hex,hmac_sha1_hex -MMIME::Base64 -MPOSIX=strftime -e '",
    '  my $time = (time - 60) . ";" . (time + 900);',
    '  my $end = strftime("%Y-%m-%dT%H:%M:%S.000Z", gmtime(time + 900));',
    '  my $policy = "{\\"expiration\\":\\"$end\\",\\"conditions\\":[$ARGV[0],{\\"q-sign-algorithm\\":\\"sha1\\"},"',
    '    . "{\\"q-ak\\":\\"$ENV{TENCENTCLOUD_SECRET_ID}\\"},{\\"q-sign-time\\":\\"$time\\"}]}";',
    "  my $key = hmac_sha1_hex($time, $ENV{TENCENTCLOUD_SECRET_KEY});",
    '  print "$time ", encode_base64($policy, ""), " ", hmac_sha1_hex(sha1_hex($policy), $key);',
    `' "$conditions")`,
    "set -- $signed",
    shellCommand([
      "curl",
      "--fail-with-body",
      ...(endpoint === undefined ? [] : [`--proxy ${quoted(endpoint.origin)}`]),
      quoted(raw.url),
      ...Object.entries(fields).map(([name, value]) => `--form-string ${quoted(`${name}=${value}`)}`),
      '--form-string "policy=$2"',
      "--form-string q-sign-algorithm=sha1",
      '--form-string "q-ak=$TENCENTCLOUD_SECRET_ID"',
      '--form-string "q-key-time=$1"',
      '--form-string "q-signature=$3"',
      `\${TENCENTCLOUD_SECURITY_TOKEN:+--form-string "x-cos-security-token=$TENCENTCLOUD_SECURITY_TOKEN"}`,
      content !== undefined && "file" in content
        ? `-F ${quoted(`file=@"${content.file.replace(/["\\]/g, "\\$&")}"`)}`
        : `--form-string ${quoted(`file=${content?.text ?? ""}`)}`,
    ]),
  ];
}
