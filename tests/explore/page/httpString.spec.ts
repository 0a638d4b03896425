import assert from "node:assert/strict";
import { httpText } from "../../../explorer/request/http";
import { httpStringLines } from "../../../explorer/signature/httpString";

describe("What the explorer's page shows of a signed request", () => {
  it("is HttpString line by line, with its pairs one by one, also where a path has line feeds", () => {
    assert.deepEqual(httpStringLines("put\n/a\nb\nacl=&x=1%262\nhost=b-1\n"), [
      { name: "method", values: ["put"] },
      { name: "path", values: ["/a\nb"] },
      { name: "HttpParameters", values: ["acl=&", "x=1%262"] },
      { name: "HttpHeaders", values: ["host=b-1"] },
    ]);
    assert.deepEqual(
      httpStringLines("get\n/\n\n\n").map(({ values }) => values),
      [["get"], ["/"], [], []],
    );
    assert.deepEqual(httpStringLines("get\n/\n"), []);
  });

  it("is the request as it goes over the wire, with the Host that is signed", () => {
    const request = {
      method: "PUT",
      url: "http://127.0.0.1:9000/a%20b?acl",
      headers: { "content-type": "text/plain", host: "b-1.cos.ap-guangzhou.myqcloud.com" },
      body: "text",
    };
    assert.equal(
      httpText(request),
      "PUT /a%20b?acl HTTP/1.1\nHost: b-1.cos.ap-guangzhou.myqcloud.com\ncontent-type: text/plain\n\ntext",
    );
    assert.equal(
      httpText({ method: "GET", url: "https://b-1.cos.ap-guangzhou.myqcloud.com", headers: {} }),
      "GET / HTTP/1.1\nHost: b-1.cos.ap-guangzhou.myqcloud.com\n\n",
    );
  });
});
