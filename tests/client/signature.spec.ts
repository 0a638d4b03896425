import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { contentMd5, percentEncode, presignedQuery, sign } from "../../provider/client/signature";
import { goSecretId, goSecretKey, vendorSecretId, vendorSecretKey } from "./vectors";

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

describe("request signature", () => {
  // V1, V2: https://www.tencentcloud.com/document/product/436/7778
  it("signs the vendor's upload sample with every published intermediate value", () => {
    const signed = sign({
      secretId: vendorSecretId,
      secretKey: vendorSecretKey,
      method: "PUT",
      path: "/exampleobject(腾讯云)",
      headers: {
        Date: "Thu, 16 May 2019 06:45:51 GMT",
        Host: "examplebucket-1250000000.cos.ap-beijing.myqcloud.com",
        "Content-Type": "text/plain",
        "Content-Length": 13,
        "Content-MD5": "mQ/fVh815F3k6TAUm8m0eg==",
        "x-cos-acl": "private",
        "x-cos-grant-read": 'uin="100000000011"',
      },
      startTime: 1557989151,
      endTime: 1557996351,
    });
    assert.equal(signed.keyTime, "1557989151;1557996351");
    assert.equal(signed.signKey, "eb2519b498b02ac213cb1f3d1a3d27a3b3c9bc5f");
    assert.equal(signed.httpParameters, "");
    assert.equal(signed.urlParamList, "");
    assert.equal(
      signed.headerList,
      "content-length;content-md5;content-type;date;host;x-cos-acl;x-cos-grant-read",
    );
    assert.equal(
      signed.httpHeaders,
      "content-length=13&content-md5=mQ%2FfVh815F3k6TAUm8m0eg%3D%3D&content-type=text%2Fplain&date=Thu%2C%2016%20May%202019%2006%3A45%3A51%20GMT&host=examplebucket-1250000000.cos.ap-beijing.myqcloud.com&x-cos-acl=private&x-cos-grant-read=uin%3D%22100000000011%22",
    );
    assert.equal(signed.httpString, `put\n/exampleobject(腾讯云)\n\n${signed.httpHeaders}\n`);
    assert.equal(sha1(signed.httpString), "8b2751e77f43a0995d6e9eb9477f4b685cca4172");
    assert.equal(
      signed.stringToSign,
      "sha1\n1557989151;1557996351\n8b2751e77f43a0995d6e9eb9477f4b685cca4172\n",
    );
    assert.equal(signed.signature, "3b8851a11a569213c17ba8fa7dcf2abec6935172");
    assert.equal(
      signed.authorization,
      `q-sign-algorithm=sha1&q-ak=${vendorSecretId}&q-sign-time=1557989151;1557996351&q-key-time=1557989151;1557996351` +
        "&q-header-list=content-length;content-md5;content-type;date;host;x-cos-acl;x-cos-grant-read&q-url-param-list=" +
        "&q-signature=3b8851a11a569213c17ba8fa7dcf2abec6935172",
    );
  });

  it("signs the vendor's download sample with every published intermediate value", () => {
    const signed = sign({
      secretId: vendorSecretId,
      secretKey: vendorSecretKey,
      method: "GET",
      path: "/exampleobject(腾讯云)",
      query: {
        "response-content-type": "application/octet-stream",
        "response-cache-control": "max-age=600",
      },
      headers: {
        Date: "Thu, 16 May 2019 06:55:53 GMT",
        Host: "examplebucket-1250000000.cos.ap-beijing.myqcloud.com",
      },
      startTime: 1557989753,
      endTime: 1557996953,
    });
    assert.equal(signed.headerList, "date;host");
    assert.equal(signed.urlParamList, "response-cache-control;response-content-type");
    assert.equal(
      signed.httpParameters,
      "response-cache-control=max-age%3D600&response-content-type=application%2Foctet-stream",
    );
    assert.equal(signed.signKey, "937914bf490e9e8c189836aad2052e4feeb35eaf");
    assert.equal(sha1(signed.httpString), "54ecfe22f59d3514fdc764b87a32d8133ea611e6");
    assert.equal(signed.signature, "01681b8c9d798a678e43b685a9f1bba0f6c0e012");
  });

  // V3: cos-go-sdk-v5 auth_test.go, TestNewAuthorization; "stroage" is the test's own spelling.
  it("signs as the Go SDK does", () => {
    const signed = sign({
      secretId: goSecretId,
      secretKey: goSecretKey,
      method: "PUT",
      path: "/testfile2",
      headers: {
        host: "testbucket-125000000.cos.ap-guangzhou.myqcloud.com",
        "x-cos-content-sha1": "db8ac1c259eb89d4a131b253bacfca5f319d54f2",
        "x-cos-stroage-class": "nearline",
      },
      startTime: 1480932292,
      endTime: 1481012292,
    });
    assert.equal(signed.headerList, "host;x-cos-content-sha1;x-cos-stroage-class");
    assert.equal(signed.signature, "ce4ac0ecbcdb30538b3fee0a97cc6389694ce53a");
  });

  // V4: cos-go-sdk-v5, the presign test; the key is masked there and signed as the literal text.
  it("signs a pre-signed URL as the Go SDK does, with and without a parameter", () => {
    const input = {
      secretId: goSecretId,
      secretKey: "ZfbOA78asKUYBcXFrJD0a1I*******",
      method: "PUT",
      path: "/test.jpg",
      startTime: 1622702557,
      endTime: 1622706157,
    };
    const bare = sign(input);
    assert.equal(bare.httpString, "put\n/test.jpg\n\n\n");
    assert.equal(bare.signature, "820975b5a8eccce9455b94d4ebed14d66654bf3c");
    assert.equal(
      presignedQuery(goSecretId, bare),
      `q-sign-algorithm=sha1&q-ak=${goSecretId}&q-sign-time=1622702557%3B1622706157&q-key-time=1622702557%3B1622706157` +
        "&q-header-list=&q-url-param-list=&q-signature=820975b5a8eccce9455b94d4ebed14d66654bf3c",
    );
    const withParameter = sign({ ...input, query: { test: "params" } });
    assert.equal(withParameter.urlParamList, "test");
    assert.equal(withParameter.signature, "7757e84ed5f8953eafc30afcd2a5d1ad68e00d67");
  });

  // V6: computed for the reference with Python and Node.
  it("encodes hard characters the way the service does", () => {
    const signed = sign({
      secretId: goSecretId,
      secretKey: goSecretKey,
      method: "GET",
      path: "/",
      query: { prefix: "a b/(c)!*'~é", "max-keys": 10, acl: "", delimiter: "/", marker: undefined },
      headers: { Host: "examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com" },
      startTime: 1700000000,
      endTime: 1700003600,
    });
    assert.equal(
      signed.httpParameters,
      "acl=&delimiter=%2F&max-keys=10&prefix=a%20b%2F%28c%29%21%2A%27~%C3%A9",
    );
    assert.equal(signed.urlParamList, "acl;delimiter;max-keys;prefix");
    assert.equal(signed.signKey, "ce51ea9319bb5a67dff531e7c42dce70295b08f3");
    assert.equal(sha1(signed.httpString), "2e538d633806aa6bae301c0a29c336e0149370f7");
    assert.equal(signed.signature, "6ee75c31a8b7070b8fe5990e36a012ca0490e446");
  });

  it("keeps the sign keys of two accounts apart though they sign at the same time", () => {
    const input = { secretId: "a", method: "GET", path: "/", startTime: 1, endTime: 2 };
    const first = sign({ ...input, secretKey: "one" }).signature;
    assert.notEqual(sign({ ...input, secretKey: "two" }).signature, first);
    assert.equal(sign({ ...input, secretKey: "one" }).signature, first);
  });

  it("lower-cases the escapes of a name and keeps those of a value in capitals", () => {
    const signed = sign({ ...emptyInput, query: { "A/ü": "/ü" } });
    assert.equal(signed.httpParameters, "a%2f%c3%bc=%2F%C3%BC");
    assert.equal(signed.urlParamList, "a%2f%c3%bc");
  });

  it("encodes all but the unreserved characters", () => {
    assert.equal(percentEncode("AZaz09-_.~"), "AZaz09-_.~");
    assert.equal(percentEncode("!'()* +%/?#&="), "%21%27%28%29%2A%20%2B%25%2F%3F%23%26%3D");
    assert.equal(percentEncode("a😀"), "a%F0%9F%98%80");
    assert.equal(percentEncode("\ud800"), "%EF%BF%BD");
  });

  it("gives the MD5 of a body in base64", () => {
    // MD5 ee8de918d05640145b18f70f4c3aa602
    assert.equal(
      contentMd5("[Object Content]"),
      Buffer.from("ee8de918d05640145b18f70f4c3aa602", "hex").toString("base64"),
    );
    assert.equal(contentMd5(Buffer.from("[Object Content]")), contentMd5("[Object Content]"));
  });
});

const emptyInput = { secretId: "a", secretKey: "b", method: "GET", path: "/", startTime: 1, endTime: 2 };
