/** What goes over the wire for operations that the emulator does not play: the bytes of the documentation. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { contentMd5 } from "../../provider/client";
import { parseXml } from "../../provider/codec";
import { CosApi } from "../../provider/hosts/api";

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

  const Bucket = "live-1250000000";
  const ChannelName = "ch 1";
  const bucketHost = "live-1250000000.cos.ap-guangzhou.myqcloud.com";

  it("of each live channel operation has the documented line, host and body", async () => {
    const Body = {
      Description: "d",
      Switch: "Enabled",
      Target: { Type: "HLS", FragDuration: 5, FragCount: 3, PlaylistName: "playlist.m3u8" },
    } as const;
    const put = await send(cos.putLiveChannel({ Bucket, ChannelName, Body }));
    assert.equal(put.line, "PUT /ch%201?live");
    assert.equal(put.host, bucketHost);
    assert.equal(
      put.body,
      "<LiveChannelConfiguration><Description>d</Description><Switch>Enabled</Switch><Target><Type>HLS</Type><FragDuration>5</FragDuration><FragCount>3</FragCount><PlaylistName>playlist.m3u8</PlaylistName></Target></LiveChannelConfiguration>",
    );
    assert.equal(put.headers["content-md5"], contentMd5(put.body));
    assert.equal(put.headers["content-type"], "application/xml");
    for (const [line, call] of [
      [
        "PUT /ch%201?live&switch=disabled",
        cos.putLiveChannelSwitch({ Bucket, ChannelName, Switch: "disabled" }),
      ],
      ["GET /ch%201?live", cos.getLiveChannel({ Bucket, ChannelName })],
      ["GET /ch%201?live&comp=status", cos.getLiveChannelStatus({ Bucket, ChannelName })],
      ["GET /ch%201?live&comp=history", cos.getLiveChannelHistory({ Bucket, ChannelName })],
      ["GET /?live&prefix=a&max-keys=10", cos.listLiveChannels({ Bucket, Prefix: "a", MaxKeys: 10 })],
      ["DELETE /ch%201?live", cos.deleteLiveChannel({ Bucket, ChannelName })],
      [
        "GET /ch%201?vod&starttime=1&endtime=2",
        cos.getVodPlaylist({ Bucket, ChannelName, Starttime: 1, Endtime: new Date(2_000) }),
      ],
    ] as const) {
      const { line: sent, host } = await send(call);
      assert.deepEqual([sent, host], [line, bucketHost]);
    }
  });

  it("of fetching goes to the migration host, as the documented JSON", async () => {
    const file = path.join(__dirname, "../fixtures/operations/PutFetchTask/request.json");
    const sample = readFileSync(file, "utf8");
    const put = await send(cos.putFetchTask({ Bucket, Body: sample }));
    assert.deepEqual(
      [put.line, put.host, put.body],
      [`POST /${Bucket}/`, "ap-guangzhou.migration.myqcloud.com", sample],
    );
    assert.equal(put.headers["content-type"], "application/json");
    const get = await send(cos.getFetchTask({ Bucket, TaskId: "t1" }));
    assert.deepEqual([get.line, get.host], [`GET /${Bucket}/t1`, "ap-guangzhou.migration.myqcloud.com"]);
  });

  it("of unpacking has the documented document", async () => {
    const OutputConfiguration = { BucketName: Bucket, PrefixReplaced: false, ResourcesPrefix: "a/" };
    const post = await send(
      cos.postObjectDecompression({ Bucket, Key: "a.zip", Body: { OutputConfiguration } }),
    );
    assert.equal(post.line, "POST /a.zip?decompression");
    assert.deepEqual(
      parseXml(post.body).children[0]?.children.map(({ name, text: value }) => [name, value]),
      [
        ["BucketName", Bucket],
        ["PrefixReplaced", "false"],
        ["ResourcesPrefix", "a/"],
      ],
    );
    const list = await send(cos.listObjectDecompressionJobs({ Bucket, MaxResults: 5 }));
    assert.equal(list.line, "GET /?decompression&maxResults=5");
  });

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
