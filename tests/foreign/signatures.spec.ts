import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Pair, type Verdict, verifySignature } from "../../provider/signature";
import { run } from "../../tools/processes";
import { obtainCosGo, obtainCosPython } from "./obtain";
import { obtained } from "./obtained";

/** A request or a URL as an SDK signed it. */
interface Signed {
  readonly method: string;
  /** Of a request. */
  readonly host?: string;
  readonly path?: string;
  readonly authorization?: string;
  /** Of a pre-signed URL. */
  readonly url?: string;
  readonly headers: readonly Pair[];
}

const keys = { secretId: "AKIDforeign", secretKey: "key-of-foreign-clients" };
const objectKeys = ["a.txt", "a b/c+d&=?.txt", "文件 (1)!*'~.txt", "%2F%25", "d/~$@:;,"];

let folder: string;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), "foreign-signatures-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

async function signedBy(command: string, env: NodeJS.ProcessEnv): Promise<readonly Signed[]> {
  const given = path.join(folder, "given.json");
  writeFileSync(given, JSON.stringify({ ...keys, keys: objectKeys }), { mode: 0o600 });
  const { exitCode, stdout, output } = await run("sh", ["-c", `${command} < '${given}'`], {
    env: { PATH: process.env.PATH, HOME: folder, LC_ALL: "C.UTF-8", ...env },
    timeoutMs: 60_000,
  });
  assert.equal(exitCode, 0, output);
  return JSON.parse(stdout) as Signed[];
}

function verify(signed: Signed, over: Partial<Signed> = {}): Verdict {
  const { url, authorization, ...known } = { ...signed, ...over };
  return verifySignature([url ?? authorization ?? ""], { ...known, credentials: keys });
}

/** What has to be so of each. */
function check(signed: readonly Signed[]): void {
  assert.ok(signed.length >= 2 * objectKeys.length);
  for (const each of signed) {
    const verdict = verify(each);
    assert.deepEqual([verdict.holds, verdict.findings], [true, []], JSON.stringify([each, verdict.findings]));
    const other = verify(each, { method: each.method === "GET" ? "PUT" : "GET" });
    assert.deepEqual([other.holds, other.findings[0]?.cause], [false, "method"]);
    const changed =
      each.url?.replace(/(q-signature(?:=|%3D))[\da-f]{2}/, (_, name: string) => `${name}xx`) ??
      each.authorization?.replace(/.$/, "x");
    const broken = verify(
      each,
      each.url === undefined ? { authorization: changed ?? "" } : { url: changed ?? "" },
    );
    assert.equal(broken.holds, false);
    const { url, authorization } = other.corrected ?? {};
    const method = each.method === "GET" ? "PUT" : "GET";
    const again = verify({ ...each, ...(url && { url }), ...(authorization && { authorization }), method });
    assert.deepEqual([again.holds, again.findings], [true, []]);
  }
}

describe("Signatures of Tencent's SDK for Python", function () {
  this.timeout(120_000);
  const pythonPath = obtained(obtainCosPython);

  it("verify, of headers and of URLs; changed ones do not, and their cause is named", async () => {
    const program = `
import json, sys
from qcloud_cos import CosConfig, CosS3Client
given = json.load(sys.stdin)
cos = CosS3Client(CosConfig(Region="ap-guangzhou", SecretId=given["secretId"], SecretKey=given["secretKey"]))
bucket = "site-1250000000"
host = bucket + ".cos.ap-guangzhou.myqcloud.com"
from urllib.parse import quote
signed = []
for key in given["keys"]:
    headers = {"x-cos-meta-word": "a b", "Content-Type": "text/plain"}
    params = {"versionId": "x y+z", "acl": ""}
    signed.append({
        "method": "PUT", "host": host, "path": "/" + quote(key, "/-_.~") + "?versionId=x%20y%2Bz&acl=", "headers": list(headers.items()),
        "authorization": cos.get_auth(Method="PUT", Bucket=bucket, Key=key, Headers=headers, Params=params)})
    signed.append({
        "method": "GET", "headers": [],
        "url": cos.get_presigned_url(Method="GET", Bucket=bucket, Key=key, Params={"response-content-type": "text/plain"}, Expired=300)})
print(json.dumps(signed))
`;
    const file = path.join(folder, "sign.py");
    writeFileSync(file, program);
    check(await signedBy(`python3 '${file}'`, { PYTHONPATH: pythonPath() }));
  });
});

const program = `package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/tencentyun/cos-go-sdk-v5"
)

type Signed struct {
	Method        string      \`json:"method"\`
	Host          string      \`json:"host,omitempty"\`
	Path          string      \`json:"path,omitempty"\`
	Authorization string      \`json:"authorization,omitempty"\`
	Url           string      \`json:"url,omitempty"\`
	Headers       [][2]string \`json:"headers"\`
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	var given struct{ SecretId, SecretKey string; Keys []string }
	must(json.NewDecoder(os.Stdin).Decode(&given))
	base, _ := url.Parse("https://site-1250000000.cos.ap-guangzhou.myqcloud.com")
	client := cos.NewClient(&cos.BaseURL{BucketURL: base}, nil)
	var signed []Signed
	for _, key := range given.Keys {
		target := *base
		target.Path = "/" + key
		target.RawQuery = url.Values{"versionId": {"x y+z"}, "acl": {""}}.Encode()
		request, err := http.NewRequest("PUT", target.String(), nil)
		must(err)
		request.Header.Set("X-Cos-Meta-Word", "a b")
		request.Header.Set("Content-Type", "text/plain")
		cos.AddAuthorizationHeader(given.SecretId, given.SecretKey, "", request, cos.NewAuthTime(time.Hour))
		signed = append(signed, Signed{
			Method: "PUT", Host: base.Host, Path: request.URL.RequestURI(), Authorization: request.Header.Get("Authorization"),
			Headers: [][2]string{{"X-Cos-Meta-Word", "a b"}, {"Content-Type", "text/plain"}},
		})
		for _, merged := range []bool{false, true} {
			options := &cos.PresignedURLOptions{Query: &url.Values{"response-content-type": {"text/plain"}}, Header: &http.Header{}, SignMerged: merged}
			presigned, err := client.Object.GetPresignedURL(context.Background(), "GET", key, given.SecretId, given.SecretKey, time.Hour, options)
			must(err)
			signed = append(signed, Signed{Method: "GET", Url: presigned.String(), Headers: [][2]string{}})
		}
	}
	must(json.NewEncoder(os.Stdout).Encode(signed))
}
`;

describe("Signatures of Tencent's SDK for Go", function () {
  this.timeout(120_000);
  const executable = obtained(() => obtainCosGo(program));

  it("verify, of headers and of URLs, merged ones too; changed ones do not, and their cause is named", async () => {
    check(await signedBy(`'${executable()}'`, {}));
  });
});
