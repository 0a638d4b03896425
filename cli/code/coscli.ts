/** Commands of coscli, Tencent's own command line, where it has one for the operation. */

import type { Operation } from "../../provider/api/operations";
import type { Call } from "./call";
import { copySourceOf } from "./copySource";
import { remarksOf } from "./remarks";
import { refusal, shellCommand, word } from "./shell";

/** The words of a command; `undefined` when coscli cannot say all of the call. */
type Writer = (call: Call, target: string) => readonly string[] | undefined;

const writers: Readonly<Record<string, Writer>> = {
  GetService: ({ parameters }) => (saysOnly(parameters, []) ? ["ls"] : undefined),
  PutBucket: ({ parameters, document }, target) =>
    document === undefined && saysOnly(parameters, []) ? ["mb", target] : undefined,
  DeleteBucket: (_, target) => ["rb", target],
  GetBucket: ({ parameters }, target) => {
    const prefix = parameters.find(({ wireName }) => wireName === "prefix")?.value ?? "";
    return saysOnly(parameters, ["prefix"]) ? ["ls", word(`${target}/${prefix}`), "-r"] : undefined;
  },
  GetBucketObjectVersions: ({ parameters }, target) =>
    saysOnly(parameters, []) ? ["ls", `${target}/`, "-r", "--all-versions"] : undefined,
  PutBucketTagging: ({ document }, target) => {
    const { Tag = [] } = (document?.value.TagSet ?? {}) as { Tag?: readonly Record<string, string>[] };
    return ["bucket-tagging --method put", target, ...Tag.map(({ Key, Value }) => word(`${Key}#${Value}`))];
  },
  GetBucketTagging: (_, target) => ["bucket-tagging --method get", target],
  DeleteBucketTagging: (_, target) => ["bucket-tagging --method delete", target],
  PutBucketVersioning: ({ document }, target) => [
    "bucket-versioning --method put",
    target,
    String(document?.value.Status),
  ],
  GetBucketVersioning: (_, target) => ["bucket-versioning --method get", target],
  PutObject: ({ content, parameters }, target) => {
    const storageClass = parameters.find(({ wireName }) => wireName === "x-cos-storage-class")?.value;
    return content !== undefined && "file" in content && saysOnly(parameters, ["x-cos-storage-class"])
      ? [
          "cp",
          word(content.file),
          target,
          ...(storageClass === undefined ? [] : [`--storage-class ${storageClass}`]),
        ]
      : undefined;
  },
  GetObject: ({ output, parameters }, target) => {
    const version = parameters.find(({ wireName }) => wireName === "versionId")?.value;
    return saysOnly(parameters, ["versionId"])
      ? [
          "cp",
          target,
          word(output),
          ...(version === undefined ? [] : [`--version-id ${word(String(version))}`]),
        ]
      : undefined;
  },
  PutObjectCopy: ({ parameters, region }, target) => {
    const source = copySourceOf(
      String(parameters.find(({ wireName }) => wireName === "x-cos-copy-source")?.value),
    );
    return source?.Region === region &&
      source.VersionId === undefined &&
      saysOnly(parameters, ["x-cos-copy-source"])
      ? ["cp", word(`cos://${source.Bucket}/${source.Key}`), target]
      : undefined;
  },
  DeleteObject: ({ parameters }, target) => {
    const version = parameters.find(({ wireName }) => wireName === "versionId")?.value;
    return saysOnly(parameters, ["versionId"])
      ? ["rm", target, "-f", ...(version === undefined ? [] : [`--version-id ${word(String(version))}`])]
      : undefined;
  },
  PostObjectRestore: ({ document, parameters }, target) => {
    const { Days, CASJobParameters } = (document?.value ?? {}) as {
      Days?: number;
      CASJobParameters?: { Tier?: string };
    };
    return saysOnly(parameters, [])
      ? ["restore", target, `-d ${Days}`, `-m ${CASJobParameters?.Tier ?? "Standard"}`]
      : undefined;
  },
};

function saysOnly(parameters: Call["parameters"], known: readonly string[]): boolean {
  return parameters.every(({ wireName }) => known.includes(wireName));
}

/** Whether coscli has a command for an operation. */
export function isOfCoscli({ name }: Operation): boolean {
  return name in writers;
}

/** A script with the command. Its comment says so when coscli cannot say all of the call. */
export function coscliScript(call: Call): string {
  const { operation, bucket, key, region, endpoint, expires, parameters } = call;
  const target = word(`cos://${bucket}${key === "" ? "" : `/${key}`}`);
  const words =
    expires === undefined
      ? writers[operation.name]?.(call, target)
      : operation.name === "GetObject" && saysOnly(parameters, [])
        ? ["signurl", target, `-t ${expires}`]
        : undefined;
  const head = ["#!/bin/sh", ...remarksOf(call).map((line) => `# ${line}`)];
  if (words === undefined) {
    return [...head, ...refusal("coscli has no flags for all of this call."), ""].join("\n");
  }
  const host = region === "" ? "service.cos.myqcloud.com" : `cos.${region}.myqcloud.com`;
  return [
    ...head,
    // coscli reads no variables; its own configuration file hides keys from the list of processes.
    "# coscli config init keeps the keys in a file instead, which other users of this machine do not see.",
    ...(endpoint === undefined ? [] : [`export HTTP_PROXY=${word(endpoint.origin)}`]),
    shellCommand([
      `coscli ${words[0]}`,
      ...words.slice(1),
      "--init-skip",
      '-i "$TENCENTCLOUD_SECRET_ID"',
      '-k "$TENCENTCLOUD_SECRET_KEY"',
      `\${TENCENTCLOUD_SECURITY_TOKEN:+--token "$TENCENTCLOUD_SECURITY_TOKEN"}`,
      `-e ${host}`,
      // Its own connections for content know no proxy.
      ...(endpoint === undefined ? [] : [...(words[0] === "cp" ? ["--disable-long-links"] : []), "-p http"]),
    ]),
    "",
  ].join("\n");
}
