import assert from "node:assert/strict";
import { CosConfigError, type Credentials } from "../../provider/client";
import { CredentialsCache } from "../../provider/client/credentials";
import { resolveSettings, settingSource } from "../../provider/hosts/settings";

const from = (values: Record<string, string>) => (key: string) => values[key];
const nothing = from({});

function rejectsNaming(promise: Promise<unknown>, ...words: string[]): Promise<void> {
  return assert.rejects(promise, (error: unknown) => {
    assert.ok(CosConfigError.isInstance(error));
    for (const word of words) {
      assert.ok(error.message.includes(word), `${word} in ${error.message}`);
    }
    return true;
  });
}

describe("settings", () => {
  it("come from the stack's config before the environment", async () => {
    const settings = resolveSettings(
      from({ secretId: "id1", secretKey: "key1", region: "ap-beijing", appId: "12500", pathStyle: "true" }),
      {
        TENCENTCLOUD_SECRET_ID: "id2",
        TENCENTCLOUD_SECRET_KEY: "key2",
        TENCENTCLOUD_REGION: "ap-tokyo",
        TENCENTCOS_ENDPOINT: "http://e",
      },
    );
    assert.equal(settings.region, "ap-beijing");
    assert.equal(settings.appId, "12500");
    assert.equal(settings.pathStyle, true);
    assert.equal(settings.endpoint, "http://e");
    assert.deepEqual(await settings.credentials(), { secretId: "id1", secretKey: "key1" });
  });

  it("come from the environment when the config has none", async () => {
    const settings = resolveSettings(nothing, {
      TENCENTCLOUD_SECRET_ID: "id",
      TENCENTCLOUD_SECRET_KEY: "key",
      TENCENTCLOUD_SECURITY_TOKEN: "token",
      TENCENTCLOUD_REGION: "ap-tokyo",
      TENCENTCLOUD_APP_ID: "1250000000",
    });
    assert.equal(settings.region, "ap-tokyo");
    assert.equal(settings.appId, "1250000000");
    assert.deepEqual(await settings.credentials(), {
      secretId: "id",
      secretKey: "key",
      securityToken: "token",
    });
  });

  it("can be asked where they come from, the keys as a pair", () => {
    const env = { TENCENTCLOUD_REGION: "ap-tokyo", TENCENTCLOUD_SECRET_KEY: "k", TENCENTCLOUD_APP_ID: "" };
    assert.equal(settingSource("region", from({ region: "ap-beijing" }), env), "tencentcos:region");
    assert.equal(settingSource("region", nothing, env), "TENCENTCLOUD_REGION");
    assert.equal(settingSource("appId", nothing, env), undefined);
    assert.equal(settingSource("secretKey", nothing, env), "TENCENTCLOUD_SECRET_KEY");
    assert.equal(settingSource("secretId", from({ secretId: "i" }), env), "tencentcos:secretId");
    assert.equal(settingSource("secretKey", from({ secretId: "i" }), env), undefined);
  });

  it("take a number of requests in flight, and nothing else for it", () => {
    assert.equal(resolveSettings(nothing, {}).parallelism, undefined);
    assert.equal(resolveSettings(from({ parallelism: "16" }), {}).parallelism, 16);
    assert.equal(resolveSettings(nothing, { TENCENTCOS_PARALLELISM: "1024" }).parallelism, 1024);
    for (const parallelism of ["0", "-1", "1.5", "many", "1025", "0x10"]) {
      assert.throws(
        () => resolveSettings(from({ parallelism }), {}),
        /tencentcos:parallelism \(TENCENTCOS_PARALLELISM\) must be a number from 1 to 1024, not /,
        parallelism,
      );
    }
  });

  it("take for what others have made one of two words", () => {
    assert.equal(resolveSettings(nothing, {}).onForeign, undefined);
    assert.equal(resolveSettings(from({ onForeign: "refuse" }), {}).onForeign, "refuse");
    assert.equal(resolveSettings(nothing, { TENCENTCOS_ON_FOREIGN: "replace" }).onForeign, "replace");
    assert.throws(
      () => resolveSettings(from({ onForeign: "keep" }), {}),
      /tencentcos:onForeign \(TENCENTCOS_ON_FOREIGN\) must be replace or refuse, not "keep"/,
    );
  });

  // docs/promises.md#preview-makes-no-requests
  it("can be read without any keys, which are only missed when they are needed", async () => {
    const settings = resolveSettings(nothing, {});
    await rejectsNaming(settings.credentials(), "tencentcos:secretId", "TENCENTCLOUD_SECRET_ID");
  });

  it("never mix an id from the config with a key from the environment", async () => {
    const settings = resolveSettings(from({ secretId: "id1" }), {
      TENCENTCLOUD_SECRET_ID: "id2",
      TENCENTCLOUD_SECRET_KEY: "key2",
    });
    await rejectsNaming(
      settings.credentials(),
      "tencentcos:secretKey",
      "TENCENTCLOUD_SECRET_KEY",
      "stack's config",
    );
    const other = resolveSettings(nothing, { TENCENTCLOUD_SECRET_KEY: "key2" });
    await rejectsNaming(other.credentials(), "tencentcos:secretId", "the environment");
    const token = resolveSettings(from({ secretId: "id1", secretKey: "key1" }), {
      TENCENTCLOUD_SECURITY_TOKEN: "t",
    });
    assert.deepEqual(await token.credentials(), { secretId: "id1", secretKey: "key1" });
  });

  it("refuse blank values and blanks around a value by name, without showing the value", async () => {
    const settings = resolveSettings(from({ secretId: "id", secretKey: "hush-hush\n" }), {});
    await rejectsNaming(settings.credentials(), "tencentcos:secretKey", "white space");
    await settings.credentials().catch((error: Error) => assert.ok(!error.message.includes("hush")));
    await rejectsNaming(
      resolveSettings(from({ secretId: "", secretKey: "k" }), {}).credentials(),
      "tencentcos:secretId",
      "blank",
    );
    assert.throws(() => resolveSettings(from({ region: " " }), {}), /tencentcos:region .*blank/);
    assert.throws(
      () => resolveSettings(nothing, { TENCENTCLOUD_REGION: "ap-tokyo " }),
      /TENCENTCLOUD_REGION/,
    );
    assert.throws(() => resolveSettings(from({ appId: "x" }), {}), /tencentcos:appId/);
    assert.throws(() => resolveSettings(from({ pathStyle: "yes" }), {}), /tencentcos:pathStyle/);
    assert.throws(
      () => resolveSettings(from({ endpoint: "localhost:9000" }), {}),
      /"localhost:9000" is not an address/,
    );
    assert.throws(
      () => resolveSettings(from({ endpoint: "http://user:hunter2@127.0.0.1" }), {}),
      (error: Error) => /has a user or a password/.test(error.message) && !error.message.includes("hunter2"),
    );
  });

  it("take an empty environment variable for one that is not set, as CI systems leave it", async () => {
    const settings = resolveSettings(nothing, {
      TENCENTCLOUD_SECRET_ID: "id",
      TENCENTCLOUD_SECRET_KEY: "key",
      TENCENTCLOUD_SECURITY_TOKEN: "",
      TENCENTCLOUD_REGION: "",
    });
    assert.equal(settings.region, undefined);
    assert.deepEqual(await settings.credentials(), { secretId: "id", secretKey: "key" });
  });
});

// docs/promises.md#secrets-stay-secret
describe("temporary keys", () => {
  it("are asked for once by many requests, and again shortly before they end", async () => {
    let now = 0;
    let asked = 0;
    const cache = new CredentialsCache(
      async () => {
        asked++;
        return { secretId: `id${asked}`, secretKey: "k", expiresAt: now + 600_000 };
      },
      () => now,
    );
    const all = await Promise.all([cache.get(), cache.get(), cache.get()]);
    assert.deepEqual(
      all.map((keys) => keys.secretId),
      ["id1", "id1", "id1"],
    );
    now = 500_000;
    assert.equal((await cache.get()).secretId, "id1");
    now = 550_000;
    const renewed = await Promise.all([cache.get(), cache.get()]);
    assert.deepEqual(
      renewed.map((keys) => keys.secretId),
      ["id2", "id2"],
    );
    assert.equal(asked, 2);
  });

  it("are renewed once for many requests that were told they expired", async () => {
    let asked = 0;
    const cache = new CredentialsCache(
      async () => ({ secretId: "id", secretKey: "k", securityToken: `t${++asked}` }),
      Date.now,
    );
    const old = await cache.get();
    const renewed = await Promise.all([cache.renew(old), cache.renew(old)]);
    assert.deepEqual(
      renewed.map((keys) => keys?.securityToken),
      ["t2", "t2"],
    );
    assert.equal(asked, 2);
  });

  it("that come back the same are not tried again", async () => {
    const keys: Credentials = { secretId: "id", secretKey: "k", securityToken: "t" };
    const cache = new CredentialsCache(async () => ({ ...keys }), Date.now);
    assert.equal(await cache.renew(await cache.get()), undefined);
    assert.equal(await new CredentialsCache(keys, Date.now).renew(keys), undefined);
  });

  it("are asked for again after the function failed", async () => {
    let asked = 0;
    const cache = new CredentialsCache(async () => {
      if (++asked === 1) {
        throw new Error("metadata service away");
      }
      return { secretId: "id", secretKey: "k" };
    }, Date.now);
    await assert.rejects(cache.get(), /metadata service away/);
    assert.equal((await cache.get()).secretId, "id");
  });
});
