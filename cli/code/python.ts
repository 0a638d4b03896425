/** Programs with Tencent's SDK for Python. */

import { type Call, formUrl, type GivenParameter } from "./call";
import { copySourceOf } from "./copySource";
import { bracketed, indented, literal, type Syntax } from "./literals";
import {
  contentNames,
  documents,
  headerNames,
  jsonMethods,
  keyNames,
  keywords,
  numbers,
} from "./pythonNames";
import { noMethod, remarksOf } from "./remarks";
import type { Variables } from "./variables";

/** A program for Python 3. */
export function pythonProgram(call: Call): string {
  const syntax = python(call.variables);
  const [method] = call.operation.sdk.python ?? [];
  const reason = method === undefined ? noMethod : reasonAgainst(call, method);
  const isSpecial = call.expires !== undefined || call.form.key !== undefined || call.operation.unsigned;
  const body = isSpecial
    ? call.expires !== undefined
      ? presigning(call, syntax)
      : call.form.key !== undefined
        ? form(call, syntax)
        : plain(call, syntax)
    : method === undefined || reason !== undefined
      ? generic(call, syntax)
      : calling(call, method, syntax);
  const text = body.join("\n");
  const usesSdk = text.includes("client.");
  return [
    ...remarksOf(call, { name: "cos-python-sdk-v5", reason: isSpecial ? undefined : reason }).map(
      (line) => `# ${line}`,
    ),
    `# pip install ${usesSdk ? "cos-python-sdk-v5" : "requests"}`,
    ...importsOf(text, usesSdk),
    "",
    ...(usesSdk
      ? [`config = CosConfig${arguments_(configArguments(call, syntax))}`, "client = CosS3Client(config)", ""]
      : []),
    ...body,
    "",
  ].join("\n");
}

const modules = ["base64", "datetime", "hashlib", "hmac", "json", "os", "shutil", "sys", "time"];

function importsOf(text: string, usesSdk: boolean): readonly string[] {
  const names = ["CosConfig", ...(text.includes("CosS3Auth(") ? ["CosS3Auth"] : []), "CosS3Client"];
  return [
    ...modules
      .filter((name) => new RegExp(`\\b${name}\\.`).test(text) || (usesSdk && name === "os"))
      .map((name) => `import ${name}`),
    ...(text.includes("ElementTree.") ? ["from xml.etree import ElementTree"] : []),
    "",
    ...(text.includes("requests.") ? ["import requests"] : []),
    ...(usesSdk ? [`from qcloud_cos import ${names.join(", ")}`] : []),
  ];
}

/** How values are written, with secrets from the environment. */
function python(variables: Variables): Syntax {
  return {
    text: (value) =>
      variables
        .pieces(value)
        .map((piece) => ("text" in piece ? quoted(piece.text) : `os.environ["${piece.variable}"]`))
        .join(" + "),
    true: "True",
    false: "False",
    list: (items) => bracketed("[", items, "]", layout),
    map: (entries) =>
      bracketed(
        "{",
        entries.map(([name, value]) => `${quoted(name)}: ${value}`),
        "}",
        layout,
      ),
  };
}

const layout = { indent: "    " };

/** JSON's escapes are Python's, but for pairs of surrogates, which stay as characters. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u00a0\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function arguments_(items: readonly string[]): string {
  return bracketed("(", items, ")", layout);
}

function configArguments({ region, endpoint }: Call, syntax: Syntax): readonly string[] {
  return [
    // The listing of all buckets needs none, the SDK does.
    `Region=${syntax.text(region === "" ? "ap-guangzhou" : region)}`,
    'SecretId=os.environ["TENCENTCLOUD_SECRET_ID"]',
    'SecretKey=os.environ["TENCENTCLOUD_SECRET_KEY"]',
    'Token=os.environ.get("TENCENTCLOUD_SECURITY_TOKEN")',
    ...(endpoint === undefined ? [] : ['Scheme="http"', `Proxies={"http": ${syntax.text(endpoint.origin)}}`]),
  ];
}

/** What the method cannot say of this call. */
function reasonAgainst({ parameters, document, operation, all }: Call, method: string): string | undefined {
  if (document !== undefined && documents[method] === undefined) {
    return "takes no document for it";
  }
  const unknown = parameters.find(
    (parameter) => keywordOf(method, parameter) === undefined && parameter.facts.type !== "map",
  );
  if (unknown !== undefined) {
    return `does not know ${unknown.wireName} here`;
  }
  const source = parameters.find(({ wireName }) => wireName === "x-cos-copy-source");
  if (source !== undefined && copySourceOf(source.value as string) === undefined) {
    return "takes no such source";
  }
  if (operation.name === "GetService" && all) {
    return "pages through no buckets";
  }
  const id = parameters.find(({ wireName }) => wireName === "id")?.value;
  if (document?.value.Id !== undefined && method.endsWith("_inventory") && document.value.Id !== id) {
    return "takes one Id only";
  }
  return undefined;
}

function keywordOf(method: string, { wireName }: GivenParameter): string | undefined {
  return keywords[method]?.[wireName] ?? headerNames[wireName.toLowerCase()];
}

function keywordArguments(call: Call, method: string, syntax: Syntax): readonly string[] {
  const { bucket, key, parameters, document, operation } = call;
  const given: Record<string, unknown> = {
    ...(operation.host !== "service" && { Bucket: bucket }),
    ...(key !== "" && { [keyNames[method] ?? "Key"]: rawKey(key) }),
  };
  for (const parameter of parameters) {
    const { wireName, value } = parameter;
    const keyword = keywordOf(method, parameter);
    if (typeof value !== "string") {
      const start = wireName.slice(0, -1);
      given.Metadata = Object.fromEntries(Object.entries(value).map(([name, item]) => [start + name, item]));
    } else if (keyword === "CopySource") {
      given.CopySource = copySourceOf(value);
    } else if (keyword !== undefined) {
      given[keyword] = numbers.includes(keyword) ? Number(value) : value;
    }
  }
  const bodies = document === undefined ? {} : (documents[method]?.(document.value) ?? {});
  Object.assign(given, jsonMethods.includes(method) ? bodies : (asTexts(bodies) as object));
  return Object.entries(given).map(([name, value]) => `${name}=${literal(syntax, value)}`);
}

/** The SDK takes one slash away. */
function rawKey(key: string): string {
  return key.startsWith("/") ? `/${key}` : key;
}

/** The SDK's XML knows only texts; an element that holds nothing is None, and `Type` of a grantee is an attribute. */
function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(asTexts);
  }
  if (typeof value !== "object" || value === null) {
    return typeof value === "boolean" || typeof value === "number" ? String(value) : value;
  }
  const entries = Object.entries(value);
  return entries.length === 0
    ? ""
    : Object.fromEntries(
        entries.flatMap(([name, member]): [string, unknown][] =>
          name === "Grantee"
            ? [[name, grantee(member as Record<string, unknown>)]]
            : [[name, asTexts(member)]],
        ),
      );
}

function grantee({ Type, ...others }: Record<string, unknown>): unknown {
  return {
    "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "@xsi:type": Type ?? (others.URI === undefined ? "CanonicalUser" : "Group"),
    ...others,
  };
}

/** The call and what is done with its answer. */
function calling(call: Call, method: string, syntax: Syntax): readonly string[] {
  const { content, operation, output, all } = call;
  const given = keywordArguments(call, method, syntax);
  if (content !== undefined) {
    const name = contentNames[method] ?? "Body";
    return "text" in content
      ? answered(method, [...given, `${name}=${syntax.text(content.text)}`])
      : [
          `with open(${syntax.text(content.file)}, "rb") as file:`,
          indented(answered(method, [...given, `${name}=file`]).join("\n"), "    "),
        ];
  }
  if (operation.answer?.kind === "content") {
    return [
      `answer = client.${method}${arguments_(given)}`,
      `answer["Body"].get_stream_to_file(${syntax.text(output)})`,
    ];
  }
  if (operation.answer?.kind === "frames") {
    return [
      `answer = client.${method}${arguments_(given)}`,
      'sys.stdout.buffer.write(answer["Payload"].get_select_result())',
    ];
  }
  return all
    ? paging(
        call,
        [`page = client.${method}${arguments_([...given, "**marker"])}`],
        (name) => keywords[method]?.[name] ?? name,
      )
    : answered(method, given);
}

function answered(method: string, given: readonly string[]): readonly string[] {
  return [`answer = client.${method}${arguments_(given)}`, "print(answer)"];
}

function paging(
  { operation }: Call,
  request: readonly string[],
  nameOf: (parameter: string) => string,
): readonly string[] {
  const { more, next = {}, items = [] } = operation.paging ?? {};
  const markers = Object.entries(next);
  const [first = ""] = markers.map(([member]) => member);
  return [
    "marker = {}",
    "while True:",
    indented(
      [
        ...request,
        `print(${items.map((name) => `page.get(${quoted(name)})`).join(", ")})`,
        more === undefined ? `if not page.get(${quoted(first)}):` : `if page.get(${quoted(more)}) != "true":`,
        "    break",
        `marker = {${markers.map(([member, parameter]) => `${quoted(nameOf(parameter))}: page[${quoted(member)}]`).join(", ")}}`,
      ].join("\n"),
      "    ",
    ),
  ];
}

/** `send_request` is what all methods of the SDK end in. */
function generic(call: Call, syntax: Syntax): readonly string[] {
  const { raw, operation, document, bucket, content, output, all } = call;
  const isOfBucket = operation.host === "bucket";
  const headers = { ...raw.headers, ...(document !== undefined && { "Content-MD5": "" }) };
  const { "Content-MD5": _, ...known } = headers as Record<string, string>;
  const lines = [
    `path = ${syntax.text(rawKey(raw.path.slice(1)))}`,
    `params = ${literal(syntax, raw.query)}`,
    `headers = ${literal(syntax, known)}`,
    ...(document === undefined
      ? []
      : [
          `body = ${syntax.text(document.text)}`,
          'headers["Content-MD5"] = base64.b64encode(hashlib.md5(body.encode()).digest()).decode()',
        ]),
  ];
  const url = new URL(raw.url);
  const isStreamed = operation.answer?.kind === "content" || operation.answer?.kind === "frames";
  const request = [
    `answer = client.send_request${arguments_([
      `method=${quoted(raw.method)}`,
      isOfBucket
        ? `url=config.uri(bucket=${syntax.text(bucket)}${raw.path === "/" ? "" : ", path=path"})`
        : `url=${syntax.text(`${url.origin}${url.pathname}`)}`,
      ...(isOfBucket ? [`bucket=${syntax.text(bucket)}`] : []),
      ...(document !== undefined
        ? ["data=body"]
        : content === undefined
          ? []
          : ["text" in content ? `data=${syntax.text(content.text)}` : "data=file"]),
      ...(isStreamed ? ["stream=True"] : []),
      `auth=CosS3Auth(config, ${raw.path === "/" ? "params=params" : "path, params"})`,
      "headers=headers",
      "params=params",
    ])}`,
  ];
  if (content !== undefined && "file" in content) {
    return [
      ...lines,
      `with open(${syntax.text(content.file)}, "rb") as file:`,
      indented([...request, "print(answer.status_code, dict(answer.headers))"].join("\n"), "    "),
    ];
  }
  if (all) {
    return [...lines, ...genericPages(call, request)];
  }
  const done = isStreamed
    ? [`with open(${syntax.text(output)}, "wb") as file:`, "    shutil.copyfileobj(answer.raw, file)"]
    : [
        `print(answer.status_code, ${operation.answer === undefined ? "dict(answer.headers)" : "answer.text"})`,
      ];
  return [...lines, ...request, ...done];
}

/** Markers by their elements: the SDK gives no dictionary here. */
function genericPages({ operation }: Call, request: readonly string[]): readonly string[] {
  const { more, next = {} } = operation.paging ?? {};
  const markers = Object.entries(next);
  const [first = ""] = markers.map(([member]) => member);
  return [
    "while True:",
    indented(
      [
        ...request,
        "print(answer.text)",
        "page = ElementTree.fromstring(answer.content)",
        more === undefined
          ? `if not page.findtext(${quoted(first)}):`
          : `if page.findtext(${quoted(more)}) != "true":`,
        "    break",
        ...markers.map(
          ([member, parameter]) => `params[${quoted(parameter)}] = page.findtext(${quoted(member)})`,
        ),
      ].join("\n"),
      "    ",
    ),
  ];
}

/** Sent without a signature. */
function plain({ raw, endpoint }: Call, syntax: Syntax): readonly string[] {
  return [
    `answer = requests.request${arguments_([
      quoted(raw.method),
      syntax.text(raw.url),
      `headers=${literal(syntax, raw.headers)}`,
      ...(endpoint === undefined ? [] : [`proxies={"http": ${syntax.text(endpoint.origin)}}`]),
    ])}`,
    "print(answer.status_code, dict(answer.headers))",
  ];
}

function presigning(
  { raw, operation, expires, parameters, bucket, key }: Call,
  syntax: Syntax,
): readonly string[] {
  const headers = Object.fromEntries(
    Object.entries(raw.headers).filter(([name]) =>
      parameters.some(({ location, wireName }) => location === "header" && wireName === name),
    ),
  );
  return [
    `params = ${literal(syntax, raw.query)}`,
    'if os.environ.get("TENCENTCLOUD_SECURITY_TOKEN"):',
    '    params["x-cos-security-token"] = os.environ["TENCENTCLOUD_SECURITY_TOKEN"]',
    `print(client.get_presigned_url${arguments_([
      `Bucket=${syntax.text(bucket)}`,
      `Key=${syntax.text(rawKey(key))}`,
      `Method=${quoted(operation.method)}`,
      `Expired=${expires}`,
      "Params=params",
      ...(Object.keys(headers).length === 0 ? [] : [`Headers=${literal(syntax, headers)}`]),
    ])})`,
  ];
}

/** A form is signed by its policy, which no SDK does. */
function form(call: Call, syntax: Syntax): readonly string[] {
  const { bucket, form: fields, content } = call;
  const file =
    content !== undefined && "file" in content
      ? `open(${syntax.text(content.file)}, "rb")`
      : syntax.text(content?.text ?? "");
  return [
    "now = int(time.time())",
    'key_time = f"{now - 60};{now + 900}"',
    `fields = ${literal(syntax, fields)}`,
    "policy = json.dumps(",
    "    {",
    '        "expiration": datetime.datetime.fromtimestamp(now + 900, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z"),',
    `        "conditions": [{"bucket": ${syntax.text(bucket)}}]`,
    "        + [{name: value} for name, value in fields.items()]",
    "        + [",
    '            {"q-sign-algorithm": "sha1"},',
    '            {"q-ak": os.environ["TENCENTCLOUD_SECRET_ID"]},',
    '            {"q-sign-time": key_time},',
    "        ],",
    "    }",
    ")",
    "",
    "",
    "def sign(key, text):",
    '    return hmac.new(key.encode(), text.encode(), "sha1").hexdigest()',
    "",
    "",
    'sign_key = sign(os.environ["TENCENTCLOUD_SECRET_KEY"], key_time)',
    "fields.update(",
    "    {",
    '        "policy": base64.b64encode(policy.encode()).decode(),',
    '        "q-sign-algorithm": "sha1",',
    '        "q-ak": os.environ["TENCENTCLOUD_SECRET_ID"],',
    '        "q-key-time": key_time,',
    '        "q-signature": sign(sign_key, hashlib.sha1(policy.encode()).hexdigest()),',
    "    }",
    ")",
    'if os.environ.get("TENCENTCLOUD_SECURITY_TOKEN"):',
    '    fields["x-cos-security-token"] = os.environ["TENCENTCLOUD_SECURITY_TOKEN"]',
    `answer = requests.post(${syntax.text(formUrl(call))}, data=fields, files={"file": ("file", ${file})})`,
    "print(answer.status_code, answer.text)",
  ];
}
