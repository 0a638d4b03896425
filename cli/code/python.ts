/** Programs with Tencent's SDK for Python. */

import { type Call, formUrl } from "./call";
import { indented, literal, type Syntax } from "./literals";
import { calling, reasonAgainst } from "./pythonMethod";
import { arguments_, python, quoted, rawKey } from "./pythonValues";
import { noMethod, remarksOf } from "./remarks";

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
