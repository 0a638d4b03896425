import assert from "node:assert/strict";
import { provider } from "../../provider/hosts/dynamic";
import { bucket, refusal, region, type Server, startServer } from "../client/server";

// docs/promises.md#secrets-stay-secret
describe("A host that is reconfigured", () => {
  let server: Server;

  before(async () => {
    server = await startServer();
    server.tell({
      status: 404,
      headers: { "x-cos-request-id": "x" },
      body: refusal("NoSuchCORSConfiguration"),
    });
  });
  after(() => server.close());

  it("signs with the keys that it was given last", async () => {
    const signers = [];
    for (const account of ["A", "B", "C", "A"]) {
      const config = new Map([
        ["tencentcos:secretId", `AKID${account}`],
        ["tencentcos:secretKey", `key of ${account}`],
        ["tencentcos:region", region],
        ["tencentcos:endpoint", server.url],
      ]);
      const host = provider("BucketCors");
      await host.configure({ config });
      assert.deepEqual(await host.read(`${region}/${bucket}`, {}), {});
      signers.push(/q-ak=(AKID[A-C])/.exec(server.seen.at(-1)?.headers.authorization ?? "")?.[1]);
    }
    assert.deepEqual(signers, ["AKIDA", "AKIDB", "AKIDC", "AKIDA"]);
  });

  it("signs with another secret key of the same id", async () => {
    const signatures = new Set<string | undefined>();
    for (const secretKey of ["one", "another"]) {
      const config = new Map([
        ["tencentcos:secretId", "AKIDsame"],
        ["tencentcos:secretKey", secretKey],
        ["tencentcos:region", region],
        ["tencentcos:endpoint", server.url],
      ]);
      const host = provider("BucketCors");
      await host.configure({ config });
      await host.read(`${region}/${bucket}`, {});
      signatures.add(/q-signature=([0-9a-f]+)/.exec(server.seen.at(-1)?.headers.authorization ?? "")?.[1]);
    }
    assert.equal(signatures.size, 2);
  });
});
