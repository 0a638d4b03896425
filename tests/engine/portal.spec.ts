/** What the real engine makes of somebody who answers in COS's place. */
import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { assertShows } from "./example";
import { region, type TestStack, useEngine } from "./harness";

// docs/promises.md#only-coss-answers-count
describe("a website behind a captive portal, on the real engine", function () {
  this.timeout(180_000);
  this.bail(true); // the steps share one stack
  const engine = useEngine();
  const way = http.createServer();
  let closed = false;
  let stack: TestStack;

  before(async () => {
    way.on("request", (request, response) => {
      if (closed) {
        response.end("<!DOCTYPE html><html><title>Sign in to Hotel Wi-Fi</title></html>");
        return;
      }
      const { method, url, headers } = request;
      const onward = http.request(engine.emulator.url + url, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
        answer.pipe(response);
      });
      request.pipe(onward);
    });
    way.listen(0, "127.0.0.1");
    await once(way, "listening");
    const { port } = way.address() as AddressInfo;
    stack = await engine.newStack("tests/engine/programs/website", {
      config: { "tencentcos:endpoint": `http://127.0.0.1:${port}` },
    });
    await stack.up();
  });
  after(async () => {
    way.closeAllConnections();
    way.close();
  });

  it("does not take the portal's page for a change that was made", async () => {
    const bucket = String((await stack.outputs()).bucket);
    await engine.outsider.putBucketAcl({ Bucket: bucket, Region: region, ACL: "private" });
    await stack.refresh();
    closed = true;
    const { output } = await stack.up([], { exits: 1 });
    assertShows(output, "x-cos-request-id");
    assertShows(output, "Sign in to Hotel Wi-Fi");
    closed = false;
    await stack.up();
    assert.equal((await engine.outsider.getBucketAcl({ Bucket: bucket, Region: region })).ACL, "public-read");
  });

  it("loses nothing of its state to a refresh, and drift reports nothing as gone", async () => {
    const before = await stack.resources();
    closed = true;
    assertShows((await stack.refresh([], { exits: 1 })).output, "x-cos-request-id");
    const { output } = await stack.tencentcos(["drift"], { exits: "any" });
    assertShows(output, "x-cos-request-id");
    assert.doesNotMatch(output, /is gone|was deleted/);
    closed = false;
    assert.deepEqual(
      (await stack.resources()).map(({ id, outputs }) => [id, outputs]),
      before.map(({ id, outputs }) => [id, outputs]),
    );
    await stack.preview(["--refresh", "--expect-no-changes"]);
  });

  it("is not destroyed by it, and is afterwards", async () => {
    closed = true;
    await stack.destroy([], { exits: 1 });
    closed = false;
    assert.equal((await engine.buckets()).length, 1);
    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });
});
