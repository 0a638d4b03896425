/** Programs with Tencent's SDK for Go. */

import { type Call, formUrl } from "./call";
import { MethodCall } from "./goMethod";
import { checked, GoValues, layout, Unsaid } from "./goValues";
import { bracketed, indented } from "./literals";
import { noMethod, remarksOf } from "./remarks";

/** A program in Go, of one file. */
export function goProgram(call: Call): string {
  const go = new GoValues(call.variables);
  const [method] = call.operation.sdk.go ?? [];
  let reason: string | undefined = noMethod;
  let body: readonly string[] | undefined;
  if (call.form.key !== undefined) {
    body = form(call, go);
    reason = undefined;
  } else if (call.expires !== undefined) {
    body = presigning(call, go);
    reason = undefined;
  } else if (method !== undefined) {
    try {
      body = new MethodCall(call, method, go).lines();
      reason = undefined;
    } catch (error) {
      if (!(error instanceof Unsaid)) {
        throw error;
      }
      reason = error.message || "cannot say all of it";
    }
  }
  const lines = body ?? generic(call, go);
  const text = lines.join("\n");
  return [
    ...remarksOf(call, { name: "cos-go-sdk-v5", reason }).map((line) => `// ${line}`),
    ...(text.includes("cos.") || text.includes("client")
      ? ["// go get github.com/tencentyun/cos-go-sdk-v5"]
      : []),
    "package main",
    "",
    importsOf([...connection(call, go, text), text].join("\n")),
    "",
    "func main() {",
    indented([...connection(call, go, text), ...lines].join("\n"), "\t"),
    "}",
    "",
  ].join("\n");
}

const packages = [
  "bytes",
  "context",
  "crypto/hmac",
  "crypto/md5",
  "crypto/sha1",
  "encoding/base64",
  "encoding/hex",
  "encoding/json",
  "encoding/xml",
  "fmt",
  "io",
  "log",
  "mime/multipart",
  "net/http",
  "net/url",
  "os",
  "strings",
  "time",
];

/** What a text uses outside its strings. */
function importsOf(text: string): string {
  const code = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const uses = (name: string) => new RegExp(`\\b${name.split("/").at(-1)}\\.`).test(code);
  const sdk = code.includes("cos.") ? ["", '\t"github.com/tencentyun/cos-go-sdk-v5"'] : [];
  return ["import (", ...packages.filter(uses).map((name) => `\t"${name}"`), ...sdk, ")"].join("\n");
}

/** The client, and only what is used of it. */
function connection({ raw, endpoint, operation }: Call, go: GoValues, body: string): readonly string[] {
  const usesClient = body.includes("client.");
  if (!usesClient && !body.includes("httpClient.")) {
    return [];
  }
  const urls = {
    service: "ServiceURL",
    bucket: "BucketURL",
    control: "BatchURL",
    migration: "FetchURL",
  } as const;
  const url = new URL(raw.url);
  return [
    ...(usesClient ? [`base, err := url.Parse(${go.text(url.origin)})`, ...checked] : []),
    ...(endpoint === undefined ? [] : [`proxy, err := url.Parse(${go.text(endpoint.origin)})`, ...checked]),
    `httpClient := ${bracketed(
      "&http.Client{",
      [
        `Transport: ${bracketed(
          "&cos.AuthorizationTransport{",
          [
            'SecretID: os.Getenv("TENCENTCLOUD_SECRET_ID")',
            'SecretKey: os.Getenv("TENCENTCLOUD_SECRET_KEY")',
            'SessionToken: os.Getenv("TENCENTCLOUD_SECURITY_TOKEN")',
            ...(endpoint === undefined ? [] : ["Transport: &http.Transport{Proxy: http.ProxyURL(proxy)}"]),
          ],
          "}",
          layout,
        )}`,
      ],
      "}",
      layout,
    )}`,
    ...(usesClient
      ? [`client := cos.NewClient(&cos.BaseURL{${urls[operation.host]}: base}, httpClient)`]
      : []),
  ];
}

/** The transport of the SDK signs any request. */
function generic(call: Call, go: GoValues): readonly string[] {
  const { raw, document, content, operation, output } = call;
  const file = content !== undefined && "file" in content;
  const body =
    document !== undefined
      ? "strings.NewReader(body)"
      : content === undefined
        ? "nil"
        : "text" in content
          ? `strings.NewReader(${go.text(content.text)})`
          : "file";
  const isContent = operation.answer?.kind === "content" || operation.answer?.kind === "frames";
  return [
    ...(document === undefined ? [] : [`body := ${go.text(document.text)}`, "sum := md5.Sum([]byte(body))"]),
    ...(file
      ? [
          `file, err := os.Open(${go.text(content.file)})`,
          ...checked,
          "defer file.Close()",
          "info, err := file.Stat()",
          ...checked,
        ]
      : []),
    `request, err := http.NewRequest(${go.text(raw.method)}, ${go.text(raw.url)}, ${body})`,
    ...checked,
    ...(file ? ["request.ContentLength = info.Size()"] : []),
    ...Object.entries(raw.headers).map(
      ([name, value]) => `request.Header.Set(${go.text(name)}, ${go.text(value)})`,
    ),
    ...(document === undefined
      ? []
      : ['request.Header.Set("Content-MD5", base64.StdEncoding.EncodeToString(sum[:]))']),
    "answer, err := httpClient.Do(request)",
    ...checked,
    "defer answer.Body.Close()",
    "fmt.Println(answer.Status, answer.Header)",
    ...(isContent
      ? [`target, err := os.Create(${go.text(output)})`, ...checked, "defer target.Close()"]
      : []),
    `if _, err := io.Copy(${isContent ? "target" : "os.Stdout"}, answer.Body); err != nil {`,
    "\tlog.Fatal(err)",
    "}",
  ];
}

function presigning({ raw, operation, expires, key }: Call, go: GoValues): readonly string[] {
  const { "content-type": _, ...headers } = raw.headers;
  const pairs = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([name, value]) => `${go.text(name)}: {${go.text(value)}}`);
  const options = [
    ...(Object.keys(raw.query).length === 0
      ? []
      : [`Query: ${bracketed("&url.Values{", pairs(raw.query), "}", layout)}`]),
    ...(Object.keys(headers).length === 0
      ? []
      : [`Header: ${bracketed("&http.Header{", pairs(headers), "}", layout)}`]),
  ];
  return [
    `signed, err := ${bracketed(
      "client.Object.GetPresignedURL2(",
      [
        "context.Background()",
        go.text(operation.method),
        go.text(key),
        `${expires}*time.Second`,
        options.length === 0 ? "nil" : bracketed("&cos.PresignedURLOptions{", options, "}", layout),
      ],
      ")",
      layout,
    )}`,
    ...checked,
    "fmt.Println(signed)",
  ];
}

/** A form is signed by its policy, which no SDK does. */
function form(call: Call, go: GoValues): readonly string[] {
  const { bucket, form: fields, content } = call;
  return [
    'id, key := os.Getenv("TENCENTCLOUD_SECRET_ID"), os.Getenv("TENCENTCLOUD_SECRET_KEY")',
    "now := time.Now().UTC()",
    "end := now.Add(15 * time.Minute)",
    'keyTime := fmt.Sprintf("%d;%d", now.Unix()-60, end.Unix())',
    `fields := ${go.value("map[string]string", fields)}`,
    `conditions := []map[string]string{{"bucket": ${go.text(bucket)}}, {"q-sign-algorithm": "sha1"}, {"q-ak": id}, {"q-sign-time": keyTime}}`,
    "for name, value := range fields {",
    "\tconditions = append(conditions, map[string]string{name: value})",
    "}",
    'policy, err := json.Marshal(map[string]any{"expiration": end.Format("2006-01-02T15:04:05.000Z"), "conditions": conditions})',
    ...checked,
    "sign := func(key, text string) string {",
    "\tmac := hmac.New(sha1.New, []byte(key))",
    "\tmac.Write([]byte(text))",
    "\treturn hex.EncodeToString(mac.Sum(nil))",
    "}",
    "hash := sha1.Sum(policy)",
    'fields["policy"] = base64.StdEncoding.EncodeToString(policy)',
    'fields["q-sign-algorithm"] = "sha1"',
    'fields["q-ak"] = id',
    'fields["q-key-time"] = keyTime',
    'fields["q-signature"] = sign(sign(key, keyTime), hex.EncodeToString(hash[:]))',
    'if token := os.Getenv("TENCENTCLOUD_SECURITY_TOKEN"); token != "" {',
    '\tfields["x-cos-security-token"] = token',
    "}",
    "var body bytes.Buffer",
    "form := multipart.NewWriter(&body)",
    "for name, value := range fields {",
    "\tif err := form.WriteField(name, value); err != nil {",
    "\t\tlog.Fatal(err)",
    "\t}",
    "}",
    'part, err := form.CreateFormFile("file", "file")',
    ...checked,
    ...(content !== undefined && "file" in content
      ? [
          `content, err := os.Open(${go.text(content.file)})`,
          ...checked,
          "defer content.Close()",
          "if _, err := io.Copy(part, content); err != nil {",
        ]
      : [`if _, err := io.WriteString(part, ${go.text(content?.text ?? "")}); err != nil {`]),
    "\tlog.Fatal(err)",
    "}",
    "if err := form.Close(); err != nil {",
    "\tlog.Fatal(err)",
    "}",
    `answer, err := http.Post(${go.text(formUrl(call))}, form.FormDataContentType(), &body)`,
    ...checked,
    "defer answer.Body.Close()",
    "fmt.Println(answer.Status)",
  ];
}
