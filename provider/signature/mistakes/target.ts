/** Another method, path or host than the one that is sent. */

import { percentEncode } from "../../client";
import type { Cause } from "../causes";
import { decode, scalar } from "../pairs";
import type { Recipe } from "../recipe";
import type { SignedRequest } from "../request";
import type { Mistake } from "./mistake";

/** Another method, or one in capitals. */
export const methodMistakes: readonly Mistake[] = ["get", "put", "head", "post", "delete", "options"].flatMap(
  (method) => [
    {
      cause: "method" as const,
      message: `It was signed for the method ${method.toUpperCase()}.`,
      change: (recipe: Recipe) => ({ ...recipe, method }),
    },
    {
      cause: "method" as const,
      message: `The method was signed as ${method.toUpperCase()}, in capitals; HttpString has it in small letters.`,
      change: (recipe: Recipe) => ({ ...recipe, method: method.toUpperCase() }),
    },
  ],
);

/** The bucket in a host such as `site-1250000000.cos.ap-guangzhou.myqcloud.com`. */
function bucketOf(host: string | undefined): string | undefined {
  return /^([a-z0-9-]+-\d+)\.cos/i.exec(host ?? "")?.[1];
}

/** The path encoded, shortened, or with more than belongs to it. */
export function pathMistakes({
  host,
  path = "/",
  rawPath = path,
  rawQuery,
}: SignedRequest): readonly Mistake[] {
  const encoded = path.split("/").map(percentEncode).join("/");
  const bucket = bucketOf(host);
  const [, inPath, rest = "/"] = /^\/([a-z0-9-]+-\d+)(\/.*)?$/s.exec(path) ?? [];
  const signed = (cause: Cause, as: string, message: string): Mistake => ({
    cause,
    message,
    change: (recipe) => ({ ...recipe, path: as }),
  });
  return [
    signed("encodedPath", rawPath, "The path was signed encoded, as it is sent."),
    signed("encodedPath", encoded, "The path was signed encoded."),
    signed("encodedPath", encodeURI(scalar(path)), "The path was signed encoded."),
    signed("encodedPath", encodeURIComponent(scalar(path)), "The path was signed encoded."),
    signed(
      "encodedPath",
      `/${percentEncode(path.slice(1))}`,
      "The path was signed encoded, its slashes too.",
    ),
    {
      ...signed(
        "doubleEncoding",
        decode(path),
        "The path is sent encoded twice: it was signed as what two decodings give.",
      ),
      resend: (request) => ({ ...request, rawPath: path, path: decode(path) }),
    },
    signed("leadingSlash", path.slice(1), "The path was signed without its leading slash."),
    ...(bucket === undefined
      ? []
      : [
          signed(
            "bucketInPath",
            `/${bucket}${path}`,
            `The path was signed with the bucket in front, /${bucket}; the bucket is in the host.`,
          ),
        ]),
    ...(inPath === undefined
      ? []
      : [
          signed(
            "bucketInPath",
            rest,
            `The path was signed without the bucket, /${inPath}, which is in the path that is sent.`,
          ),
        ]),
    signed("path", `${rawPath}?${rawQuery}`, "The path was signed with its query."),
    signed("path", `${path}?${rawQuery}`, "The path was signed with its query."),
    signed("path", path.replace(/\/$/, ""), "The path was signed without the slash at its end."),
    signed("path", `${path}/`, "The path was signed with a slash at its end."),
    signed("path", path.replace(/\/{2,}/g, "/"), "The path was signed with one slash in place of several."),
    signed("path", "/", "The path was signed as / alone."),
    signed(
      "plusForBlank",
      path.replaceAll("+", " "),
      "A blank of the path is sent as +, which is a plus in a path.",
    ),
    signed("plusForBlank", path.replaceAll(" ", "+"), "A blank of the path was signed as +."),
  ];
}

/** The host with another port or domain. */
export function hostMistakes({ host, scheme }: SignedRequest): readonly Mistake[] {
  if (host === undefined) {
    return [];
  }
  const bare = host.replace(/:\d+$/, "");
  const others =
    bare === host ? [`${host}:${scheme === "http" ? 80 : 443}`, `${host}:80`, `${host}:443`] : [bare];
  const signedAs = (cause: Cause, value: string): Mistake => ({
    cause,
    message: `The Host was signed as ${value}, and is sent as ${host}.`,
    change: (recipe) => ({
      ...recipe,
      headers: recipe.headers.map(([name, own]) => [name, name === "host" ? value : own]),
    }),
  });
  const [, bucket, rest] = /^([a-z0-9-]+-\d+)\.(cos[.-].*)$/i.exec(bare) ?? [];
  const domains = bare.endsWith(".myqcloud.com")
    ? [bare.replace(/\.myqcloud\.com$/, ".tencentcos.cn")]
    : [bare.replace(/\.tencentcos\.cn$/, ".myqcloud.com")];
  return [
    ...others.map((value) => signedAs("hostPort", value)),
    ...[
      ...(rest === undefined ? [] : [rest, `${bucket}.cos.accelerate.myqcloud.com`]),
      ...domains,
      `https://${host}`,
      `http://${host}`,
    ]
      .filter((value) => value !== host)
      .map((value) => signedAs("host", value)),
  ];
}
