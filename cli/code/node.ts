/** Programs with Tencent's SDK for Node. */

import { parameterName } from "../../provider/api/parameters";
import { printName } from "../adopt/expression";
import { type Call, formUrl, type GivenParameter } from "./call";
import { block, javascript, object } from "./javascript";
import { literal, type Syntax } from "./literals";
import { documents, headerNames, queryAliases, queryNames, takesQuery } from "./nodeNames";
import { noMethod, remarksOf } from "./remarks";

/** A program for Node. */
export function nodeProgram(call: Call): string {
  const syntax = javascript(call.variables);
  const method = methodOf(call);
  const unsaid = method === undefined ? noMethod : reasonAgainst(call, method);
  const body =
    call.expires !== undefined
      ? presigning(call, syntax)
      : call.form.key !== undefined
        ? form(call, syntax)
        : method === undefined || unsaid !== undefined
          ? calling(call, "request", genericMembers(call, syntax), syntax)
          : calling(call, method, methodMembers(call, method, syntax), syntax);
  const text = body.join("\n");
  const usesSdk = text.includes("cos.");
  const modules = [
    ...(text.includes("crypto.") ? ["crypto"] : []),
    ...(text.includes("fs.") ? ["fs"] : []),
  ].map((name) => `const ${name} = require("node:${name}");`);
  const remark = call.form.key !== undefined || call.expires !== undefined ? undefined : unsaid;
  return [
    ...remarksOf(call, { name: "cos-nodejs-sdk-v5", reason: remark }).map((line) => `// ${line}`),
    ...(usesSdk ? ["// npm install cos-nodejs-sdk-v5", 'const COS = require("cos-nodejs-sdk-v5");'] : []),
    ...modules,
    "",
    ...(usesSdk ? [`const cos = new COS(${object(clientMembers(call))});`, ""] : []),
    "async function main() {",
    block(body),
    "}",
    "",
    "main().catch((error) => {",
    "  console.error(error);",
    "  process.exitCode = 1;",
    "});",
    "",
  ].join("\n");
}

function clientMembers({ endpoint, key }: Call): readonly string[] {
  return [
    "SecretId: process.env.TENCENTCLOUD_SECRET_ID",
    "SecretKey: process.env.TENCENTCLOUD_SECRET_KEY",
    "SecurityToken: process.env.TENCENTCLOUD_SECURITY_TOKEN",
    // Without it, the SDK takes a leading slash away.
    ...(key.startsWith("/") ? ["UseRawKey: true"] : []),
    ...(endpoint === undefined ? [] : ['Protocol: "http:"', `Proxy: ${JSON.stringify(endpoint.origin)}`]),
  ];
}

function methodOf({ operation, all }: Call): string | undefined {
  const [method] = operation.sdk.node ?? [];
  // Its answer has no marker.
  return all && method === "getService" ? undefined : method;
}

/** What the method cannot say of this call. */
function reasonAgainst({ parameters, document }: Call, method: string): string | undefined {
  if (document !== undefined && documents[method] === undefined) {
    return "takes no document for it";
  }
  const unknown = parameters.find(
    ({ location, wireName }) =>
      location === "query" && !takesQuery.includes(method) && !queryNames[method]?.includes(wireName),
  );
  return unknown === undefined ? undefined : `does not know ${unknown.wireName} here`;
}

type Members = Readonly<Record<string, unknown>>;

function addressOf({ bucket, region, key, operation }: Call): Members {
  return {
    ...(bucket !== "" && operation.host === "bucket" && { Bucket: bucket }),
    ...(region !== "" && operation.host !== "control" && { Region: region }),
    ...(key !== "" && { Key: key }),
  };
}

function methodMembers(call: Call, method: string, syntax: Syntax): readonly string[] {
  const { parameters, document } = call;
  const named: Record<string, unknown> = {};
  const Query: Record<string, unknown> = {};
  const Headers: Record<string, unknown> = {};
  for (const parameter of parameters) {
    const { wireName, location } = parameter;
    const own = headerNames[wireName.toLowerCase()];
    if (location === "query") {
      const target = queryNames[method]?.includes(wireName) ? named : Query;
      target[target === named ? (queryAliases[wireName] ?? parameter.name) : wireName] = parameter.value;
    } else if (method === "optionsObject") {
      named[parameter.name] = parameter.value;
    } else if (own === undefined) {
      Object.assign(Headers, entriesOf(parameter));
    } else {
      named[own] = parameter.value;
    }
  }
  return membersOf(syntax, {
    ...addressOf(call),
    ...named,
    ...(Object.keys(Query).length > 0 && { Query }),
    ...(Object.keys(Headers).length > 0 && { Headers }),
    ...(document !== undefined && documents[method]?.(document.value)),
  });
}

function entriesOf({ wireName, value }: GivenParameter): Members {
  return typeof value === "string"
    ? { [wireName]: value }
    : Object.fromEntries(Object.entries(value).map(([name, item]) => [wireName.replace("*", name), item]));
}

function genericMembers(call: Call, syntax: Syntax): readonly string[] {
  const { raw, operation, document, key } = call;
  const { subresource = "", host } = operation;
  const { [subresource]: _, ...Query } = raw.query;
  const url = new URL(raw.url);
  return [
    ...membersOf(syntax, {
      Method: raw.method,
      ...(host === "bucket"
        ? { ...addressOf(call), ...(key === "" && raw.path !== "/" && { Key: raw.path.slice(1) }) }
        : { Url: `${url.origin}${url.pathname}` }),
      ...(subresource !== "" && { Action: subresource }),
      ...(Object.keys(Query).length > 0 && { Query }),
    }),
    ...(document === undefined
      ? membersOf(syntax, Object.keys(raw.headers).length === 0 ? {} : { Headers: raw.headers })
      : [
          `Headers: ${object([
            ...membersOf(syntax, raw.headers),
            '"Content-MD5": crypto.createHash("md5").update(body).digest("base64")',
          ])}`,
          "Body: body",
        ]),
  ];
}

function membersOf(syntax: Syntax, members: Members): readonly string[] {
  return Object.entries(members).map(([name, value]) => `${printName(name)}: ${literal(syntax, value)}`);
}

/** The call and what is done with its answer. */
function calling(call: Call, method: string, members: readonly string[], syntax: Syntax): readonly string[] {
  const { operation, content, document, output, all } = call;
  const isGeneric = method === "request";
  const file = syntax.text(content !== undefined && "file" in content ? content.file : output);
  const body = isGeneric && document !== undefined ? [`const body = ${syntax.text(document.text)};`] : [];
  if (all) {
    return [...body, ...paging(call, method, members)];
  }
  if (content !== undefined) {
    const sent =
      "text" in content
        ? [`Body: ${syntax.text(content.text)}`]
        : [`Body: fs.createReadStream(${file})`, `ContentLength: fs.statSync(${file}).size`];
    return [
      `const answer = await cos.${method}(${object([...members, ...sent])});`,
      "console.dir(answer, { depth: null });",
    ];
  }
  if (operation.answer?.kind === "content" && !isGeneric) {
    const written = [...members, `Output: fs.createWriteStream(${file})`];
    return [`const answer = await cos.${method}(${object(written)});`, "console.log(answer.headers);"];
  }
  if (operation.name === "SelectObjectContent" && !isGeneric) {
    return [
      `const answer = await cos.${method}(${object(members)});`,
      "process.stdout.write(answer.Payload);",
    ];
  }
  const isRaw = operation.answer?.kind === "content" || operation.answer?.kind === "frames";
  return [
    ...body,
    `const answer = await cos.${method}(${object([...members, ...(isGeneric && isRaw ? ["RawBody: true"] : [])])});`,
    isGeneric && isRaw ? `fs.writeFileSync(${file}, answer.Body);` : "console.dir(answer, { depth: null });",
  ];
}

/** What the SDK calls lists of an answer where it renames them. */
const itemNames: Readonly<Record<string, string>> = {
  Version: "Versions",
  DeleteMarker: "DeleteMarkers",
  InventoryConfiguration: "InventoryConfigurations",
};

function paging({ operation }: Call, method: string, members: readonly string[]): readonly string[] {
  const { paging: pages, answer } = operation;
  const { more, next = {}, items = [] } = pages ?? {};
  const isGeneric = method === "request";
  const root = isGeneric && answer?.kind === "xml" ? `.${answer.root}` : "";
  const names = items.map((name) => `page.${isGeneric ? name : (itemNames[name] ?? name)}`);
  const markers = Object.entries(next).map(([member, parameter]) => {
    const name = isGeneric ? printName(parameter) : parameterName(parameter);
    return [`${name}: page.${member}`, `page.${member}`] as const;
  });
  const withNext = isGeneric
    ? [...members.filter((member) => !member.startsWith("Query:")), ...queryWithNext(members)]
    : [...members, "...next"];
  return [
    "let next = {};",
    "for (;;) {",
    block([
      `const answer = await cos.${method}(${object(withNext)});`,
      `const page = answer${root};`,
      `console.dir([${names.join(", ")}], { depth: null });`,
      `if (${more === undefined ? `!${markers[0]?.[1]}` : `page.${more} !== "true"`}) {`,
      "  break;",
      "}",
      `next = ${object(markers.map(([marker]) => marker))};`,
    ]),
    "}",
  ];
}

function queryWithNext(members: readonly string[]): readonly string[] {
  const query = members.find((member) => member.startsWith("Query:"));
  return [`Query: { ${query === undefined ? "" : `...${query.slice("Query: ".length)}, `}...next }`];
}

function presigning(
  { raw, operation, expires, parameters, bucket, region, key }: Call,
  syntax: Syntax,
): readonly string[] {
  const { "content-type": _, ...Headers } = raw.headers;
  const hasHeaders =
    parameters.some(({ location }) => location === "header") && Object.keys(Headers).length > 0;
  const members = membersOf(syntax, {
    Bucket: bucket,
    Region: region,
    ...(key !== "" && { Key: key }),
    Method: operation.method,
    Sign: true,
    Expires: expires,
    ...(Object.keys(raw.query).length > 0 && { Query: raw.query }),
    ...(hasHeaders && { Headers }),
  });
  return [`console.log(cos.getObjectUrl(${object(members)}));`];
}

/** A form is signed by its policy, which no SDK does. */
function form(call: Call, syntax: Syntax): readonly string[] {
  const { bucket, form: fields, content } = call;
  const file =
    content !== undefined && "file" in content
      ? `fs.readFileSync(${syntax.text(content.file)})`
      : syntax.text(content?.text ?? "");
  return [
    "const now = Math.floor(Date.now() / 1000);",
    'const keyTime = [now - 60, now + 900].join(";");',
    `const fields = ${literal(syntax, fields)};`,
    "const policy = JSON.stringify({",
    "  expiration: new Date((now + 900) * 1000).toISOString(),",
    "  conditions: [",
    `    { bucket: ${syntax.text(bucket)} },`,
    "    ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),",
    '    { "q-sign-algorithm": "sha1" },',
    '    { "q-ak": process.env.TENCENTCLOUD_SECRET_ID },',
    '    { "q-sign-time": keyTime },',
    "  ],",
    "});",
    'const hmac = (key, text) => crypto.createHmac("sha1", key).update(text).digest("hex");',
    "const signKey = hmac(process.env.TENCENTCLOUD_SECRET_KEY, keyTime);",
    "const form = new FormData();",
    "for (const [name, value] of Object.entries({",
    "  ...fields,",
    '  policy: Buffer.from(policy).toString("base64"),',
    '  "q-sign-algorithm": "sha1",',
    '  "q-ak": process.env.TENCENTCLOUD_SECRET_ID,',
    '  "q-key-time": keyTime,',
    '  "q-signature": hmac(signKey, crypto.createHash("sha1").update(policy).digest("hex")),',
    "})) {",
    "  form.append(name, value);",
    "}",
    "if (process.env.TENCENTCLOUD_SECURITY_TOKEN) {",
    '  form.append("x-cos-security-token", process.env.TENCENTCLOUD_SECURITY_TOKEN);',
    "}",
    `form.append("file", new Blob([${file}]));`,
    `const answer = await fetch(${syntax.text(formUrl(call))}, { method: "POST", body: form });`,
    "console.log(answer.status, await answer.text());",
  ];
}
