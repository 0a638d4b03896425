import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Ask, type Bench, powerless, reader, startBench, stranger } from "./http";

// The pages: https://www.tencentcloud.com/document/product/436/39047 (PUT), 39046 (list), 39049 (DELETE), and those beside them.
const document = (inside = "", target = "") =>
  `<LiveChannelConfiguration>${inside}<Target><Type>HLS</Type>${target}</Target></LiveChannelConfiguration>`;
const period = "starttime=1606523814&endtime=1606552614";

describe("Live channels", () => {
  let bench: Bench;
  let bucket: string;
  beforeEach(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
  });
  afterEach(() => bench.close());

  const ask = (request: Ask) => bench.ask({ bucket, ...request });
  const outcome = async (request: Ask) => (await ask(request)).outcome;
  const make = (name: string, body = document()) =>
    ask({ method: "PUT", path: `/${name}`, query: "live", body });

  it("are made with the documented defaults, and name where streams are sent and watched", async () => {
    const made = await make("test-channel");
    const host = `${bucket}.cos.ap-guangzhou.myqcloud.com`;
    const addresses = [`rtmp://${host}/live/test-channel`, `http://${host}/test-channel/playlist.m3u8`];
    assert.equal(made.status, 200, made.text);
    assert.match(made.text, /<CreateLiveChannelResult><PublishUrls><Url>rtmp:.*<PlayUrls><Url>http:/);
    assert.deepEqual(made.all("Url"), addresses);
    const { one, all, text } = await ask({ path: "/test-channel", query: "live" });
    assert.match(text, /<LiveChannelConfiguration>.*<Target>.*<PublishUrls>.*<PlayUrls>.*<\/Target>/);
    assert.deepEqual(
      ["Description", "Switch", "Type", "FragDuration", "FragCount", "PlaylistName"].map(one),
      ["", "Enabled", "HLS", "5", "3", "playlist.m3u8"],
    );
    assert.deepEqual(all("Url"), addresses);
  });

  it("keep what they are given, until another of their name replaces it", async () => {
    const target =
      "<FragDuration>2</FragDuration><FragCount>7</FragCount><PlaylistName>evening.m3u8</PlaylistName>";
    await make(
      "a",
      document("<Description>a camera &amp; more</Description><Switch>Disabled</Switch>", target),
    );
    const first = await ask({ path: "/a", query: "live" });
    assert.deepEqual(["Description", "Switch", "FragDuration", "FragCount", "PlaylistName"].map(first.one), [
      "a camera & more",
      "Disabled",
      "2",
      "7",
      "evening.m3u8",
    ]);
    assert.match(first.all("Url")[1] ?? "", /\/a\/evening\.m3u8$/);
    await make("a");
    const second = await ask({ path: "/a", query: "live" });
    assert.deepEqual(["Switch", "FragDuration", "PlaylistName"].map(second.one), [
      "Enabled",
      "5",
      "playlist.m3u8",
    ]);
  });

  it("are refused with values that the page does not have", async () => {
    const long = "x".repeat(129);
    for (const [body, refusal] of [
      ["<LiveChannelConfiguration/>", "400 MalformedXML"],
      [document().replace("HLS", "DASH"), "400 MalformedXML"],
      [document("<Switch>On</Switch>"), "400 MalformedXML"],
      [document(`<Description>${long}</Description>`), "400 MalformedXML"],
      [document("", "<FragDuration>5</FragDuration>"), "400 MalformedXML"],
      [document("", "<FragCount>5</FragCount>"), "400 MalformedXML"],
      [document("", "<FragDuration>101</FragDuration><FragCount>3</FragCount>"), "400 MalformedXML"],
      [document("", "<FragDuration>0</FragDuration><FragCount>3</FragCount>"), "400 MalformedXML"],
      [document("", "<PlaylistName>.m3u8</PlaylistName>"), "400 MalformedXML"],
      [document("", "<PlaylistName>evening.mp4</PlaylistName>"), "400 MalformedXML"],
      ["", "400 MissingRequestBodyError"],
    ] as const) {
      assert.equal((await make("a", body)).outcome, refusal, body);
    }
    for (const name of ["a/b", long]) {
      assert.equal((await make(name)).outcome, "400 InvalidArgument", name);
    }
    assert.equal((await make("x".repeat(128))).status, 200);
    assert.equal(await outcome({ path: "/a", query: "live" }), "404 NoSuchKey");
  });

  it("are switched off and on", async () => {
    await make("a");
    const turn = (value: string) =>
      outcome({ method: "PUT", path: "/a", query: `live&switch=${value}`, body: "" });
    const state = async () => (await ask({ path: "/a", query: "live" })).one("Switch");
    assert.deepEqual([await turn("disabled"), await state()], ["200", "Disabled"]);
    assert.deepEqual([await turn("enabled"), await state()], ["200", "Enabled"]);
    for (const wrong of ["Disabled", "off"]) {
      assert.equal(await turn(wrong), "400 InvalidArgument", wrong);
    }
    assert.equal(await state(), "Enabled");
  });

  it("are idle, and never had a stream", async () => {
    await make("a");
    const status = await ask({ path: "/a", query: "live&comp=status" });
    assert.match(status.text, /\n<LiveChannelStatus><Status>Idle<\/Status><\/LiveChannelStatus>$/);
    const history = await ask({ path: "/a", query: "live&comp=history" });
    assert.match(history.text, /\n<LiveChannelHistory\/>$/);
    for (const other of ["Status", "constructor"]) {
      assert.equal(await outcome({ path: "/a", query: `live&comp=${other}` }), "400 InvalidArgument", other);
    }
  });

  it("are listed in the order of their names, page by page, by prefix", async () => {
    for (const name of ["ch-2", "Ch-3", "ch-10", "other", "ch-1"]) {
      await make(name);
    }
    const list = (query: string) => ask({ query: `live${query}` });
    const all = await list("");
    assert.deepEqual(all.all("Name"), ["Ch-3", "ch-1", "ch-10", "ch-2", "other"]);
    assert.deepEqual(["Prefix", "Marker", "MaxKeys", "IsTruncated", "NextMarker"].map(all.one), [
      "",
      "",
      "100",
      "false",
      undefined,
    ]);
    assert.match(all.one("LastModified") ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    const first = await list("&prefix=ch-&max-keys=2");
    assert.deepEqual(["Prefix", "MaxKeys", "IsTruncated", "NextMarker"].map(first.one), [
      "ch-",
      "2",
      "true",
      "ch-10",
    ]);
    const second = await list(`&prefix=ch-&max-keys=2&marker=${first.one("NextMarker")}`);
    assert.deepEqual(
      [...second.all("Name"), second.one("Marker"), second.one("IsTruncated")],
      ["ch-2", "ch-10", "false"],
    );
    assert.equal((await list("&max-keys=0")).outcome, "400 InvalidArgument");
  });

  it("are shown a hundred a page where the request does not say how many", async () => {
    const names = Array.from({ length: 101 }, (_, index) => `ch-${String(index).padStart(3, "0")}`);
    await Promise.all(names.map((name) => make(name)));
    const page = await ask({ query: "live" });
    assert.deepEqual(page.all("Name"), names.slice(0, 100));
    assert.equal(page.one("NextMarker"), "ch-099");
    assert.deepEqual((await ask({ query: "live&max-keys=1000" })).all("Name"), names);
  });

  it("keep their bucket until they are deleted, and leave the objects below their names", async () => {
    await make("a");
    assert.equal(await outcome({ method: "DELETE" }), "409 BucketNotEmpty");
    await bench.put(bucket, "/a", "the object of that key");
    assert.equal(await outcome({ method: "DELETE", path: "/a", query: "live" }), "204");
    assert.equal((await ask({ path: "/a" })).text, "the object of that key");
    assert.equal(await outcome({ path: "/a", query: "live" }), "404 NoSuchKey");
    assert.equal(await outcome({ method: "DELETE", path: "/a", query: "live" }), "204");
    assert.equal(await outcome({ method: "DELETE", path: "/a" }), "204");
    assert.equal(await outcome({ method: "DELETE" }), "204");
  });

  it("are written by the owner only, by CAM's leave, and read by whoever may list the bucket", async () => {
    await make("a");
    const requests: readonly Ask[] = [
      { method: "PUT", path: "/b", query: "live", body: document() },
      { method: "PUT", path: "/a", query: "live&switch=disabled", body: "" },
      { method: "DELETE", path: "/b", query: "live" },
    ];
    const questions: readonly Ask[] = ["live", "live&comp=status", "live&comp=history"]
      .map((query): Ask => ({ path: "/a", query }))
      .concat({ query: "live" });
    const outcomes = (asked: readonly Ask[], as: Ask["as"]) =>
      Promise.all(asked.map((each) => outcome({ ...each, ...(as !== undefined && { as }) })));
    for (const as of [stranger, powerless, reader, "anonymous"] as const) {
      assert.deepEqual(
        new Set(await outcomes([...requests, ...questions], as)),
        new Set(["403 AccessDenied"]),
      );
    }
    await ask({ method: "PUT", query: "acl", headers: { "x-cos-acl": "public-read-write" } });
    assert.deepEqual(new Set(await outcomes(requests, "anonymous")), new Set(["403 AccessDenied"]));
    assert.deepEqual(new Set(await outcomes(questions, "anonymous")), new Set(["200"]));
    assert.equal(
      await outcome({ ...questions[0], as: { secretId: bench.emulator.secretId, secretKey: "wrong" } }),
      "403 SignatureDoesNotMatch",
    );
  });

  it("are written by those whom a policy names, for the channels that it names", async () => {
    const statement = {
      Effect: "Allow",
      Principal: { qcs: ["qcs::cam::uin/100000000001:uin/100000000011"] },
      Action: ["name/cos:PutLiveChannel", "name/cos:GetLiveChannelStatus"],
      Resource: [`qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/camera-*`],
    };
    const policy = JSON.stringify({ version: "2.0", Statement: [statement] });
    assert.equal(await outcome({ method: "PUT", query: "policy", body: policy }), "204");
    const put = { method: "PUT", query: "live", body: document(), as: powerless } as const;
    assert.equal(await outcome({ ...put, path: "/camera-1" }), "200");
    assert.equal(await outcome({ ...put, path: "/studio" }), "403 AccessDenied");
    const read = { path: "/camera-1", as: powerless } as const;
    assert.equal(await outcome({ ...read, query: "live&comp=status" }), "200");
    assert.equal(await outcome({ ...read, query: "live" }), "403 AccessDenied");
  });

  it("have playlists of the segments that are stored below their names", async () => {
    await make("a");
    const vod = (query = period, name = "a") => ask({ path: `/${name}`, query: `vod&${query}` });
    assert.equal((await vod()).outcome, "404 NoSuchKey");
    // The sample of the page GET VodPlaylist.
    for (const name of [
      "1606549744437_1_3000.ts",
      "1606549763773_1_947.ts",
      "1606649763773_1_3000.ts",
      "evening.ts",
    ]) {
      await bench.put(bucket, `/a/${name}`, "segment");
    }
    const lines = [
      "#EXTM3U",
      "#EXT-X-VERSION:3",
      "#EXT-X-MEDIA-SEQUENCE:0",
      "#EXT-X-TARGETDURATION:3",
      "#EXTINF:3,",
      "1606549744437_1_3000.ts",
      "#EXTINF:0.947,",
      "1606549763773_1_947.ts",
      "",
    ];
    assert.equal((await vod()).text, lines.join("\n"));
    const path = "/a/playlist123.m3u8";
    assert.equal(await outcome({ method: "POST", path, query: `vod&${period}`, body: "" }), "200");
    const stored = await ask({ path });
    assert.equal(stored.text, lines.join("\n"));
    assert.equal(stored.headers["content-type"], "application/vnd.apple.mpegurl");
    await ask({ method: "DELETE", path: "/a/1606549744437_1_3000.ts" });
    assert.doesNotMatch((await vod()).text, /_3000\.ts/);
    for (const wrong of [
      "",
      "starttime=1",
      "starttime=2&endtime=1",
      "starttime=1&endtime=1",
      "starttime=a&endtime=b",
    ]) {
      assert.equal((await vod(wrong)).outcome, "400 InvalidArgument", wrong);
    }
    assert.equal((await vod("starttime=1606523814&endtime=1606610215")).outcome, "400 InvalidArgument");
    assert.equal((await vod(period, "none")).outcome, "404 NoSuchKey");
    for (const playlist of ["/a/list.txt", "/a", "/.m3u8", "/a/b.m3u"]) {
      assert.equal(
        await outcome({ method: "POST", path: playlist, query: `vod&${period}`, body: "" }),
        "400 InvalidArgument",
        playlist,
      );
    }
  });

  it("are still there when the emulator is started again with its data", async () => {
    const data = mkdtempSync(path.join(tmpdir(), "emulator-live-"));
    try {
      for (const expected of [[], ["a", "b"], ["b"]]) {
        await bench.close();
        bench = await startBench({ data });
        if (expected.length === 0) {
          bucket = await bench.createBucket();
          await make("b");
          await make("a", document("<Description>camera</Description>"));
          continue;
        }
        assert.deepEqual((await ask({ query: "live" })).all("Name"), expected);
        assert.equal((await ask({ path: "/a", query: "live" })).one("Description"), expected[1] && "camera");
        await ask({ method: "DELETE", path: "/a", query: "live" });
      }
    } finally {
      await bench.close();
      rmSync(data, { recursive: true, force: true });
    }
  });
});
