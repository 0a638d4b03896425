/** The quick start's program lives the life of every example. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describeExample, type World, where } from "./example";
import { root } from "./harness";

const pageFile = path.join(root, "examples/quickstart/index.html");
const strangeOrigin = "https://elsewhere.example";

const read = ({ emulator, outputs }: World, key: string) => fetch(`${emulator.url}/${outputs.bucket}/${key}`);

describeExample("the quick start on the real engine", {
  project: ".",
  works: async (world) => {
    const page = await read(world, "index.html");
    assert.equal(page.status, 200, "a visitor may read the page");
    assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
    assert.equal(await page.text(), readFileSync(pageFile, "utf8"));
    const archive = await read(world, "archive.bin");
    assert.equal((await archive.arrayBuffer()).byteLength, 33 * 1024 * 1024);
    assert.match(archive.headers.get("etag") ?? "", /-\d+"$/, "the archive went up in parts");
  },
  outside: [
    {
      title: "an origin added to CORS",
      change: async (world) => {
        const { CORSRules } = await world.outsider.getBucketCors(where(world)); // a list, whatever its declaration says
        CORSRules[0].AllowedOrigins.push(strangeOrigin);
        await world.outsider.putBucketCors({ ...where(world), CORSRules: CORSRules as never });
      },
      shows: ["allowedOrigins", strangeOrigin],
      healed: async (world) => {
        const { CORSRules } = await world.outsider.getBucketCors(where(world));
        assert.deepEqual(CORSRules[0].AllowedOrigins, ["https://www.example.com"]);
      },
    },
    {
      title: "the page overwritten",
      change: (world) =>
        world.outsider.putObject({ ...where(world), Key: "index.html", Body: "another page" }),
      shows: ["etag"],
      healed: async (world) => {
        assert.equal(await (await read(world, "index.html")).text(), readFileSync(pageFile, "utf8"));
      },
    },
  ],
});
