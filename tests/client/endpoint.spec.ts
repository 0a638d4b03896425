import assert from "node:assert/strict";
import fc from "fast-check";
import { CosConfigError } from "../../provider/client";
import { encodeKey, encodeQuery, resolveAddress, resolvePublicAddress } from "../../provider/client/endpoint";
import { explain } from "../../provider/explanations/explain";

const bucket = "example-1250000000";
const region = "ap-guangzhou";

describe("addresses", () => {
  it("puts the bucket into the host by default", () => {
    assert.deepEqual(resolveAddress({ region }, { bucket, key: "a b" }), {
      origin: "https://example-1250000000.cos.ap-guangzhou.myqcloud.com",
      host: "example-1250000000.cos.ap-guangzhou.myqcloud.com",
      path: "/a%20b",
      signedPath: "/a b",
      region,
    });
  });

  it("asks the host of all regions for a list of buckets, unless a region is given", () => {
    assert.equal(resolveAddress({ region }, {}).host, "service.cos.myqcloud.com");
    assert.equal(resolveAddress({}, { region: "ap-beijing" }).host, "cos.ap-beijing.myqcloud.com");
  });

  it("prefers the region of the request to that of the client", () => {
    assert.equal(
      resolveAddress({ region }, { bucket, region: "eu-frankfurt" }).host,
      `${bucket}.cos.eu-frankfurt.myqcloud.com`,
    );
  });

  // docs/promises.md#custom-endpoints-read-everything
  it("keeps the host of COS when it connects to a custom endpoint", () => {
    const address = resolveAddress({ region, endpoint: "http://127.0.0.1:9000" }, { bucket, key: "k" });
    assert.equal(address.origin, "http://127.0.0.1:9000");
    assert.equal(address.host, "example-1250000000.cos.ap-guangzhou.myqcloud.com");
    assert.equal(address.path, "/k");
    assert.equal(resolveAddress({ endpoint: "http://127.0.0.1:9000" }, {}).host, "service.cos.myqcloud.com");
  });

  it("puts the bucket into the path in path style, and signs it there", () => {
    const regional = resolveAddress({ region, pathStyle: true }, { bucket, key: "k" });
    assert.equal(regional.origin, "https://cos.ap-guangzhou.myqcloud.com");
    assert.equal(regional.path, "/example-1250000000/k");
    assert.equal(regional.signedPath, "/example-1250000000/k");
    const local = resolveAddress(
      { endpoint: "http://127.0.0.1:9000", pathStyle: true },
      { bucket, key: "k" },
    );
    assert.equal(local.host, "127.0.0.1:9000");
    assert.equal(local.path, "/example-1250000000/k");
  });

  it("gives visitors a path-style address under a custom endpoint", () => {
    const { origin, path } = resolvePublicAddress(
      { region, endpoint: "http://127.0.0.1:9000/" },
      { bucket, key: "k" },
    );
    assert.equal(origin + path, "http://127.0.0.1:9000/example-1250000000/k");
  });

  it("uses the newer domain when asked to", () => {
    assert.equal(
      resolveAddress({ region, domain: "tencentcos.cn" }, { bucket }).host,
      `${bucket}.cos.${region}.tencentcos.cn`,
    );
  });

  it("names the config key and the environment variable of a missing region", () => {
    assert.throws(
      () => resolveAddress({ explain }, { bucket }),
      (error) =>
        CosConfigError.isInstance(error) &&
        error.message.includes("tencentcos:region") &&
        error.message.includes("TENCENTCLOUD_REGION"),
    );
  });

  it("refuses a bucket, region or endpoint that would send the request elsewhere", () => {
    for (const odd of ["a/b", "a@evil.example", "", "a.b", "a b", "a#"]) {
      assert.throws(() => resolveAddress({ region }, { bucket: odd }), CosConfigError.isInstance);
      assert.throws(() => resolveAddress({}, { bucket, region: odd }), CosConfigError.isInstance);
    }
    for (const endpoint of ["127.0.0.1:9000", "ftp://host", "http://h/?a", "nonsense"]) {
      assert.throws(() => resolveAddress({ region, endpoint, explain }, { bucket }), /TENCENTCOS_ENDPOINT/);
    }
  });
});

// docs/promises.md#any-key
describe("object keys in a path", () => {
  it("keep every character as the service should read it", () => {
    const keys: Record<string, string> = {
      "a//b": "a//b",
      "a b+c%d": "a%20b%2Bc%25d",
      "what?#now": "what%3F%23now",
      "文件/😀": "%E6%96%87%E4%BB%B6/%F0%9F%98%80",
      "(a)!*'": "%28a%29%21%2A%27",
      "dir/": "dir/",
    };
    for (const [key, encoded] of Object.entries(keys)) {
      assert.equal(encodeKey(key), encoded);
    }
  });

  it("glue dot segments to their neighbours so that no URL parser removes them", () => {
    assert.equal(encodeKey("../x"), "..%2Fx");
    assert.equal(encodeKey("a/../b"), "a%2F..%2Fb");
    assert.equal(encodeKey("a/./b/.."), "a%2F.%2Fb%2F..");
    assert.equal(encodeKey("a/.b/..c"), "a/.b/..c");
  });

  it("come back unchanged from one decoding, also after a URL parser has seen them", () => {
    const segment = fc.constantFrom(
      "",
      ".",
      "..",
      "a",
      "a b",
      "+",
      "%2F",
      "文",
      "😀",
      "?x",
      "#",
      "\\",
      ";",
      "~",
    );
    const key = fc
      .oneof(
        fc.array(segment, { minLength: 1, maxLength: 6 }).map((all) => all.join("/")),
        fc.string({ unit: "binary" }),
      )
      // A key that is nothing but dots cannot be told from a relative path by any URL parser.
      .filter((text) => text !== "." && text !== ".." && !/^\/*$/.test(text));
    fc.assert(
      fc.property(key, (text) => {
        const path = `/${encodeKey(text)}`;
        assert.match(path, /^[A-Za-z0-9\-_.~%/]+$/);
        assert.equal(decodeURIComponent(path), `/${text}`);
        assert.equal(new URL(`http://host${path}`).pathname, path);
      }),
    );
  });
});

describe("queries", () => {
  it("send an empty value as a bare name, skip undefined and keep the order", () => {
    assert.equal(
      encodeQuery({ inventory: "", id: "a b&c", "continuation-token": undefined, n: 0 }),
      "inventory&id=a%20b%26c&n=0",
    );
    assert.equal(encodeQuery(undefined), "");
  });
});
