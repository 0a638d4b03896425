import assert from "node:assert/strict";
import { useAdoptions } from "./adoptions";
import { assertAdopts, declaredBy } from "./programs";

describe("What adopt cannot declare", function () {
  this.timeout(30_000);
  const adoptions = useAdoptions();
  const { newBucket, adopt } = adoptions;

  it("has no secret of a private origin or a certificate, and leaves both as they are", async () => {
    const secret = "s3cr3t-of-the-origin";
    const address = await newBucket({
      BucketDomain: { rules: [{ name: "www.example.org" }] },
      BucketDomainCertificate: {
        domainName: "www.example.org",
        cert: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        privateKey: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`,
      },
      BucketOrigin: {
        rules: [
          {
            rulePriority: 1,
            originType: "Mirror",
            originCondition: { httpStatusCode: "404" },
            originParameter: {},
            originInfo: {
              hostInfos: [
                {
                  privateHost: {
                    host: "origin.example.com",
                    credentialProvider: { secretId: "AKIDorigin", secretKey: secret },
                  },
                },
              ],
            },
          },
        ],
      },
    });
    const { text, declarations } = await adopt(address);
    assert.doesNotMatch(text, new RegExp(`${secret}|BEGIN|MIIB|secretKey:`));
    assert.match(text, /declared by its id\n\/\/ in the SSL certificate service/);
    assert.match(text, /returns the keys of private origins in a form that it alone can read/);
    assert.equal(declarations.flatMap(({ remarks }) => remarks).length, 2);
    await assertAdopts(adoptions.bench, await declaredBy(text));
  });

  it("declares what preview only warns about", async () => {
    const address = await newBucket({});
    await adoptions.bench.context.client.send({
      method: "PUT",
      ...address,
      query: { cors: "" },
      body: "<CORSConfiguration><CORSRule><AllowedOrigin>https://a.example/path</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>",
    });
    const { text, omissions } = await adopt(address);
    assert.deepEqual(omissions, []);
    assert.match(text, /"https:\/\/a\.example\/path"/);
    await assertAdopts(adoptions.bench, await declaredBy(text));
  });

  it("names in a comment what this version cannot declare, and declares the rest", async () => {
    const address = await newBucket({
      BucketVersioning: { status: "Enabled" },
      BucketCors: { rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] },
    });
    const { client } = adoptions.bench.context;
    const send = client.send;
    client.send = (async (request: Parameters<typeof send>[0]) => {
      const answer = await send(request);
      return request.operation === "GetBucketCors"
        ? { ...answer, body: Buffer.from(String(answer.body).replace(">GET<", ">PATCH<")) }
        : answer;
    }) as typeof send;
    try {
      const { text, omissions } = await adopt(address);
      assert.deepEqual(
        omissions.map(({ token, unread }) => [token, unread]),
        [["BucketCors", false]],
      );
      assert.match(
        text,
        /^\/\/ BucketCors is not declared here: COS holds what this version cannot declare:/m,
      );
      assert.match(text.replace(/\n\/\/ /g, " "), /rules\[0\]\.allowedMethods\[0\] must be one of GET/);
      assert.deepEqual(
        (await declaredBy(text)).map(({ token }) => token),
        ["Bucket", "BucketVersioning"],
      );
    } finally {
      client.send = send;
    }
  });

  it("names elements that this version does not know, which stay where they are", async () => {
    const address = await newBucket({
      BucketCors: { rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] },
    });
    const { client } = adoptions.bench.context;
    const send = client.send;
    client.send = (async (request: Parameters<typeof send>[0]) => {
      const answer = await send(request);
      return request.operation === "GetBucketCors"
        ? {
            ...answer,
            body: Buffer.from(String(answer.body).replace("<CORSRule>", "<CORSRule><Weight>1</Weight>")),
          }
        : answer;
    }) as typeof send;
    try {
      const { text } = await adopt(address);
      assert.match(text.replace(/\n\/\/ /g, " "), /does not know: CORSRule>Weight\. They stay until/);
      await assertAdopts(adoptions.bench, await declaredBy(text));
    } finally {
      client.send = send;
    }
  });

  it("is written without what may not be read, and says which action is missing", async () => {
    const address = await newBucket({
      BucketVersioning: { status: "Enabled" },
      BucketLifecycle: {
        rules: [{ id: "a", expiration: { days: 1 } }],
      },
    });
    const refused = ["GetBucketLifecycle", "ListBucketInventoryConfigurations"];
    for (const operation of refused) {
      adoptions.bench.emulator.addFault({
        match: { operation },
        kind: "status",
        status: 403,
        code: "AccessDenied",
        times: 1,
      });
    }
    const { text, omissions } = await adopt(address);
    assert.deepEqual(
      omissions.map(({ token, unread }) => [token, unread]),
      [
        ["BucketLifecycle", true],
        ["BucketInventory", true],
      ],
    );
    const prose = text.replace(/\n\/\/ /g, " ");
    assert.match(
      prose,
      /BucketLifecycle is not declared here: it could not be read\. .*name\/cos:GetBucketLifecycle/,
    );
    assert.match(
      prose,
      /BucketInventory is not declared here: .*name\/cos:ListBucketInventoryConfigurations/,
    );
    await assertAdopts(adoptions.bench, await declaredBy(text));
  });

  it("leaves out what COS does not offer in a region", async () => {
    const address = await adoptions.bench.createBucket();
    adoptions.bench.emulator.addFault({
      match: { operation: "GetBucketOrigin" },
      kind: "status",
      status: 501,
      code: "NotImplemented",
      times: 0,
    });
    const { omissions } = await adopt(address);
    adoptions.bench.emulator.clearFaults();
    assert.deepEqual(omissions, []);
  });
});
