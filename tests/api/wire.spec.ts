/** What goes over the wire for operations that hardly anybody calls: the bytes of the documentation. */

import assert from "node:assert/strict";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { contentMd5 } from "../../provider/client";
import { CosApi } from "../../provider/hosts/api";
import { wireSamples } from "./wireSamples";

interface Seen {
  readonly line: string;
  readonly host: string | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

describe("The request", () => {
  let server: http.Server;
  let cos: CosApi;
  let seen: Seen;

  before(async () => {
    server = http.createServer(async (request, response) => {
      const body = await text(request);
      const { method, url, headers } = request;
      seen = { line: `${method} ${url}`, host: headers.host, headers, body };
      response.writeHead(501, { "x-cos-request-id": "r" }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    cos = new CosApi({
      region: "ap-guangzhou",
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { secretId: "AKIDexample", secretKey: "key" },
    });
  });
  after(async () => {
    await cos.close();
    await new Promise((resolve) => server.close(resolve));
  });

  /** Makes a call that is refused, and answers what was sent. */
  async function send(call: Promise<unknown>): Promise<Seen> {
    await assert.rejects(call, { status: 501 });
    return seen;
  }

  for (const [name, { parameters, ...sample }] of Object.entries(wireSamples)) {
    it(`of ${name} has the documented line, host and body, and the MD5 of that`, async () => {
      const { line, host, headers, body } = await send(cos.call(name as string, parameters));
      assert.deepEqual([line, host, body], [sample.line, sample.host, sample.body ?? ""]);
      assert.equal(headers["content-type"], sample.contentType);
      assert.equal(headers["content-md5"], sample.body && contentMd5(sample.body));
    });
  }

  it("of batch jobs goes to the account's control host, with its APPID", async () => {
    const { line, host, headers } = await send(
      cos.updateJobPriority({ Uin: "100000000001", Appid: 1250000000, JobId: "j", Priority: 3 }),
    );
    assert.deepEqual(
      [line, host, headers["x-cos-appid"]],
      [
        "POST /jobs/j/priority?priority=3",
        "100000000001.cos-control.ap-guangzhou.myqcloud.com",
        "1250000000",
      ],
    );
  });
});
