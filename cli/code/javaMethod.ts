/** The call of a method of the SDK for Java. */

import type { Call } from "./call";
import { copySourceOf } from "./copySource";
import { javaCalls } from "./javaNames";
import { layout } from "./javaValues";
import { bracketed, indented } from "./literals";

/** A call of a method that says all of it; `undefined` where there is none. */
export function saying(call: Call, text: (value: string) => string): readonly string[] | undefined {
  const { operation, parameters, document, content, bucket, key, output, all } = call;
  if (operation.name === "PutObjectCopy") {
    const [only, ...others] = parameters;
    const source = copySourceOf(String(only?.value));
    return source === undefined || source.VersionId !== undefined || others.length > 0
      ? undefined
      : closing([
          `System.out.println(client.copyObject(${bracketed(
            "new CopyObjectRequest(",
            [
              `new Region(${text(source.Region)})`,
              text(source.Bucket),
              text(source.Key),
              text(bucket),
              text(key),
            ],
            ")",
            layout,
          )}).getETag());`,
        ]);
  }
  if (operation.name === "GetBucket") {
    return listing(call, text);
  }
  if (all) {
    return undefined;
  }
  const values: Record<string, string> = {
    bucket: text(bucket),
    key: text(key),
    output: `new File(${text(output)})`,
    ...Object.fromEntries(
      parameters.flatMap(({ wireName, value }) =>
        typeof value === "string" ? [[wireName, text(value)]] : [],
      ),
    ),
    ...(document !== undefined && { document: text(document.text) }),
    ...(content !== undefined &&
      ("file" in content ? { input: `new File(${text(content.file)})` } : { text: text(content.text) })),
  };
  const needed = [
    ...parameters.map(({ wireName }) => wireName),
    ...(document === undefined ? [] : ["document"]),
    ...(content === undefined ? [] : ["file" in content ? "input" : "text"]),
  ];
  const found = (javaCalls[operation.name] ?? []).find((template) => {
    const places = [...template.matchAll(/\{([\w-]+)\}/g)].map(([, name = ""]) => name);
    return places.every((name) => name in values) && needed.every((name) => places.includes(name));
  });
  if (found === undefined) {
    return undefined;
  }
  const written = found.replace("= ", "").replace(/\{([\w-]+)\}/g, (_, name: string) => values[name] ?? "");
  if (!found.startsWith("= ")) {
    return closing([`client.${written};`]);
  }
  // Classes of the SDK do not say what they hold; Jackson comes with it.
  const isText = /\)\.get\w+\(\)$/.test(found);
  const shown = isText
    ? `client.${written}`
    : bracketed("new ObjectMapper().writeValueAsString(", [`client.${written}`], ")", layout);
  return closing([`System.out.println(${shown});`]);
}

/** The client has threads that would go on. */
export function closing(lines: readonly string[]): readonly string[] {
  return ["try {", indented(lines.join("\n"), "    "), "} finally {", "    client.shutdown();", "}"];
}

const setters: Readonly<Record<string, string>> = {
  prefix: "setPrefix",
  delimiter: "setDelimiter",
  marker: "setMarker",
  "max-keys": "setMaxKeys",
  "encoding-type": "setEncodingType",
};

function listing({ parameters, bucket, all }: Call, text: (value: string) => string): readonly string[] {
  const set = parameters.map(
    ({ wireName, value }) =>
      `request.${setters[wireName]}(${wireName === "max-keys" ? String(value) : text(String(value))});`,
  );
  const print = [
    "for (COSObjectSummary item : listing.getObjectSummaries()) {",
    "    System.out.println(item.getKey());",
    "}",
    "for (String prefix : listing.getCommonPrefixes()) {",
    "    System.out.println(prefix);",
    "}",
  ];
  return closing([
    "ListObjectsRequest request = new ListObjectsRequest();",
    `request.setBucketName(${text(bucket)});`,
    ...set,
    "ObjectListing listing = client.listObjects(request);",
    ...(all
      ? [
          "for (;;) {",
          indented(print.join("\n"), "    "),
          "    if (!listing.isTruncated()) {",
          "        break;",
          "    }",
          "    listing = client.listNextBatchOfObjects(listing);",
          "}",
        ]
      : print),
  ]);
}
