/** Programs with Tencent's SDK for Java. */

import { type Call, formUrl } from "./call";
import { closing, saying } from "./javaMethod";
import { layout, textFor } from "./javaValues";
import { bracketed, indented } from "./literals";
import { noMethod, remarksOf } from "./remarks";

/** A program for Java 11 and later, of one class. */
export function javaProgram(call: Call): string {
  const text = textFor(call.variables);
  const [method] = call.operation.sdk.java ?? [];
  const said =
    call.expires !== undefined
      ? presigning(call, text)
      : call.form.key === undefined
        ? saying(call, text)
        : undefined;
  const body = said ?? (call.form.key === undefined ? generic(call, text) : form(call, text));
  const reason =
    said !== undefined || call.form.key !== undefined
      ? undefined
      : method === undefined
        ? noMethod
        : `has ${method}, with classes of its own`;
  const all = [...credentials(body), ...client(call, text, body), ...body].join("\n");
  const sdk = call.operation.unsigned || call.form.key !== undefined ? [] : ["// Maven: com.qcloud:cos_api"];
  return [
    ...remarksOf(call, { name: "cos_api", reason }).map((line) => `// ${line}`),
    ...sdk,
    ...importsOf(all),
    "",
    "public class Main {",
    "    public static void main(String[] arguments) throws Exception {",
    indented(all, "        "),
    "    }",
    "}",
    "",
  ].join("\n");
}

/** Classes by the packages that they are in. */
const packages: Readonly<Record<string, readonly string[]>> = {
  "com.fasterxml.jackson.databind": ["ObjectMapper"],
  "com.qcloud.cos": ["COSClient", "ClientConfig"],
  "com.qcloud.cos.auth": ["BasicCOSCredentials", "BasicSessionCredentials", "COSCredentials", "COSSigner"],
  "com.qcloud.cos.http": ["HttpMethodName", "HttpProtocol"],
  "com.qcloud.cos.model": [
    "AbortMultipartUploadRequest",
    "COSObjectSummary",
    "CopyObjectRequest",
    "DeleteObjectTaggingRequest",
    "GetObjectRequest",
    "GetObjectTaggingRequest",
    "HeadBucketRequest",
    "InitiateMultipartUploadRequest",
    "ListObjectsRequest",
    "ObjectListing",
    "PutSymlinkRequest",
    "RenameRequest",
  ],
  "com.qcloud.cos.region": ["Region"],
  "java.io": ["ByteArrayOutputStream", "File"],
  "java.net": ["InetSocketAddress", "ProxySelector", "URI"],
  "java.net.http": ["HttpClient", "HttpRequest", "HttpResponse"],
  "java.nio.charset": ["StandardCharsets"],
  "java.nio.file": ["Files", "Path"],
  "java.security": ["MessageDigest"],
  "java.time": ["Instant"],
  "java.util": ["Base64", "Date", "HashMap", "LinkedHashMap", "Map"],
  "javax.crypto": ["Mac"],
  "javax.crypto.spec": ["SecretKeySpec"],
};

function importsOf(text: string): readonly string[] {
  const code = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return Object.entries(packages).flatMap(([name, classes]) =>
    classes.filter((each) => new RegExp(`\\b${each}\\b`).test(code)).map((each) => `import ${name}.${each};`),
  );
}

function credentials(body: readonly string[]): readonly string[] {
  const text = body.join("\n");
  return text.includes("client.") || text.includes("credentials")
    ? [
        'String id = System.getenv("TENCENTCLOUD_SECRET_ID");',
        'String key = System.getenv("TENCENTCLOUD_SECRET_KEY");',
        'String token = System.getenv("TENCENTCLOUD_SECURITY_TOKEN");',
        "COSCredentials credentials =",
        "    token == null ? new BasicCOSCredentials(id, key) : new BasicSessionCredentials(id, key, token);",
      ]
    : [];
}

function client(
  { region, endpoint }: Call,
  text: (value: string) => string,
  body: readonly string[],
): readonly string[] {
  if (!body.join("\n").includes("client.")) {
    return [];
  }
  return [
    // The listing of all buckets needs none, the SDK does.
    `ClientConfig config = new ClientConfig(new Region(${text(region === "" ? "ap-guangzhou" : region)}));`,
    ...(endpoint === undefined
      ? []
      : [
          "config.setHttpProtocol(HttpProtocol.http);",
          `config.setHttpProxyIp(${text(endpoint.hostname)});`,
          `config.setHttpProxyPort(${endpoint.port || 80});`,
        ]),
    "COSClient client = new COSClient(credentials, config);",
  ];
}

function puts(
  name: string,
  values: Readonly<Record<string, string>>,
  text: (value: string) => string,
): readonly string[] {
  return Object.entries(values).map(([key, value]) => `${name}.put(${text(key)}, ${text(value)});`);
}

/** The SDK's signer signs any request. */
function generic(call: Call, text: (value: string) => string): readonly string[] {
  const { raw, document, content, operation, output, endpoint } = call;
  const body =
    document !== undefined
      ? "HttpRequest.BodyPublishers.ofString(body)"
      : content === undefined
        ? "HttpRequest.BodyPublishers.noBody()"
        : "text" in content
          ? `HttpRequest.BodyPublishers.ofString(${text(content.text)})`
          : `HttpRequest.BodyPublishers.ofFile(Path.of(${text(content.file)}))`;
  const [type, handler, print] =
    operation.answer?.kind === "content"
      ? ["Path", `ofFile(Path.of(${text(output)}))`, "println"]
      : operation.answer?.kind === "frames"
        ? ["byte[]", "ofByteArray()", "write"]
        : ["String", "ofString()", "println"];
  const proxy =
    endpoint === undefined
      ? ""
      : `.proxy(ProxySelector.of(new InetSocketAddress(${text(endpoint.hostname)}, ${endpoint.port || 80})))`;
  return [
    ...(document === undefined ? [] : [`String body = ${text(document.text)};`]),
    "Map<String, String> headers = new HashMap<>();",
    ...puts("headers", raw.headers, text),
    ...(document === undefined
      ? []
      : [
          'byte[] md5 = MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));',
          'headers.put("Content-MD5", Base64.getEncoder().encodeToString(md5));',
        ]),
    ...(operation.unsigned
      ? []
      : [
          "if (token != null) {",
          '    headers.put("x-cos-security-token", token);',
          "}",
          "Map<String, String> signed = new HashMap<>(headers);",
          `signed.put("Host", ${text(raw.host)});`,
          "Map<String, String> parameters = new HashMap<>();",
          ...puts("parameters", raw.query, text),
          "Date end = new Date(System.currentTimeMillis() + 3_600_000);",
          `headers.put("Authorization", new COSSigner().buildAuthorizationStr(\n    HttpMethodName.${raw.method}, ${text(raw.path)}, signed, parameters, credentials, end));`,
        ]),
    `HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(${text(raw.url)}))`,
    `    .method(${text(raw.method)}, ${body});`,
    "headers.forEach(request::header);",
    `HttpResponse<${type}> answer = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)${proxy}.build()`,
    `    .send(request.build(), HttpResponse.BodyHandlers.${handler});`,
    "System.out.println(answer.statusCode());",
    "System.out.println(answer.headers().map());",
    `System.out.${print}(answer.body());`,
  ];
}

function presigning(
  { raw, operation, expires = 0, bucket, key }: Call,
  text: (value: string) => string,
): readonly string[] {
  return closing([
    "Map<String, String> parameters = new HashMap<>();",
    ...puts("parameters", raw.query, text),
    `Date end = new Date(System.currentTimeMillis() + ${expires}_000L);`,
    `System.out.println(client.generatePresignedUrl(${bracketed(
      "",
      [text(bucket), text(key), "end", `HttpMethodName.${operation.method}`, "new HashMap<>()", "parameters"],
      "",
      layout,
    )}));`,
  ]);
}

/** A form is signed by its policy, which no SDK does. */
function form(call: Call, text: (value: string) => string): readonly string[] {
  const { bucket, form: fields, content } = call;
  const pairs = Object.entries(fields).map(
    ([name, value]) => `,{${JSON.stringify(name)}:${JSON.stringify(value)}}`,
  );
  return [
    'String id = System.getenv("TENCENTCLOUD_SECRET_ID");',
    "Instant now = Instant.ofEpochSecond(System.currentTimeMillis() / 1000);",
    'String time = (now.getEpochSecond() - 60) + ";" + (now.getEpochSecond() + 900);',
    'String policy = "{\\"expiration\\":\\"" + now.plusSeconds(900) + "\\",\\"conditions\\":["',
    `    + ${text(`{"bucket":${JSON.stringify(bucket)}}${pairs.join("")},{"q-sign-algorithm":"sha1"}`)}`,
    '    + ",{\\"q-ak\\":\\"" + id + "\\"},{\\"q-sign-time\\":\\"" + time + "\\"}]}";',
    "StringBuilder[] hex = {new StringBuilder(), new StringBuilder(), new StringBuilder()};",
    'Mac mac = Mac.getInstance("HmacSHA1");',
    'mac.init(new SecretKeySpec(System.getenv("TENCENTCLOUD_SECRET_KEY").getBytes(StandardCharsets.UTF_8), "HmacSHA1"));',
    "for (byte part : mac.doFinal(time.getBytes(StandardCharsets.UTF_8))) {",
    '    hex[0].append(String.format("%02x", part));',
    "}",
    'for (byte part : MessageDigest.getInstance("SHA-1").digest(policy.getBytes(StandardCharsets.UTF_8))) {',
    '    hex[1].append(String.format("%02x", part));',
    "}",
    'mac.init(new SecretKeySpec(hex[0].toString().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));',
    "for (byte part : mac.doFinal(hex[1].toString().getBytes(StandardCharsets.UTF_8))) {",
    '    hex[2].append(String.format("%02x", part));',
    "}",
    "Map<String, String> fields = new LinkedHashMap<>();",
    ...puts("fields", fields, text),
    'fields.put("policy", Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8)));',
    'fields.put("q-sign-algorithm", "sha1");',
    'fields.put("q-ak", id);',
    'fields.put("q-key-time", time);',
    'fields.put("q-signature", hex[2].toString());',
    'if (System.getenv("TENCENTCLOUD_SECURITY_TOKEN") != null) {',
    '    fields.put("x-cos-security-token", System.getenv("TENCENTCLOUD_SECURITY_TOKEN"));',
    "}",
    'String boundary = "form-" + System.nanoTime();',
    "ByteArrayOutputStream body = new ByteArrayOutputStream();",
    "for (Map.Entry<String, String> field : fields.entrySet()) {",
    '    body.write(("--" + boundary + "\\r\\nContent-Disposition: form-data; name=\\"" + field.getKey() + "\\"\\r\\n\\r\\n"',
    '        + field.getValue() + "\\r\\n").getBytes(StandardCharsets.UTF_8));',
    "}",
    'body.write(("--" + boundary + "\\r\\nContent-Disposition: form-data; name=\\"file\\"; filename=\\"file\\"\\r\\n\\r\\n")',
    "    .getBytes(StandardCharsets.UTF_8));",
    content !== undefined && "file" in content
      ? `body.write(Files.readAllBytes(Path.of(${text(content.file)})));`
      : `body.write(${text(content?.text ?? "")}.getBytes(StandardCharsets.UTF_8));`,
    'body.write(("\\r\\n--" + boundary + "--\\r\\n").getBytes(StandardCharsets.UTF_8));',
    `HttpRequest request = HttpRequest.newBuilder(URI.create(${text(formUrl(call))}))`,
    '    .header("Content-Type", "multipart/form-data; boundary=" + boundary)',
    "    .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())).build();",
    "HttpResponse<String> answer = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()",
    "    .send(request, HttpResponse.BodyHandlers.ofString());",
    "System.out.println(answer.statusCode() + answer.body());",
  ];
}
