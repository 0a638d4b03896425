/** The example of a website, visited as its readers would. */
import assert from "node:assert/strict";
import { describeExample, drift, visit, type World, where } from "./example";

const host = ({ outputs }: World) => String(outputs.address).replace("http://", "");
const read = (world: World, page: string, headers = {}) => visit(world, host(world), page, headers);

describeExample("a website on the real engine", {
  project: "examples/website",
  works: async (world) => {
    assert.match((await read(world, "/")).text, /A website on COS/);
    assert.match((await read(world, "/articles/first")).text, /The first article/);
    const moved = await read(world, "/blog/first");
    assert.equal(moved.headers.location, `http://${host(world)}/articles/first`);
    const missing = await read(world, "/nowhere");
    assert.equal(missing.status, 404);
    assert.match(missing.text, /Nothing here/);
    assert.equal((await read(world, "/logo.svg", { referer: `http://${host(world)}/` })).status, 200);
    assert.equal((await read(world, "/logo.svg", { referer: "https://elsewhere.example/" })).status, 403);
    const origin = "https://app.example.com";
    assert.equal((await read(world, "/", { origin })).headers["access-control-allow-origin"], origin);
  },
  outside: [
    {
      title: "a routing rule changed",
      change: async (world) => {
        const { WebsiteConfiguration } = await world.outsider.getBucketWebsite(where(world));
        const [blog] = WebsiteConfiguration.RoutingRules ?? [];
        assert.ok(blog);
        blog.Redirect.ReplaceKeyPrefixWith = "posts/";
        await world.outsider.putBucketWebsite({ ...where(world), WebsiteConfiguration });
      },
      shows: [
        drift("BucketWebsite", "rules", "[0]", "redirect", '~ replaceKeyPrefixWith: "articles/" => "posts/"'),
      ],
      healed: async (world) => {
        assert.match(String((await read(world, "/blog/first")).headers.location), /\/articles\/first$/);
      },
    },
    {
      title: "a domain added to the referer list",
      change: (world) =>
        world.outsider.putBucketReferer({
          ...where(world),
          RefererConfiguration: {
            Status: "Enabled",
            RefererType: "White-List",
            DomainList: { Domains: [host(world), "*.example.com", "elsewhere.example"] },
            EmptyReferConfiguration: "Allow",
          },
        }),
      shows: [drift("BucketReferer", "domainList", '+ [2]: "elsewhere.example"')],
      healed: async (world) => {
        assert.equal((await read(world, "/logo.svg", { referer: "https://elsewhere.example/" })).status, 403);
      },
    },
    {
      title: "all CORS rules removed",
      change: (world) => world.outsider.deleteBucketCors(where(world)),
      shows: [drift("BucketCors", "- rules", "- allowedOrigins", "https://app.example.com")],
      healed: async (world) => {
        assert.equal((await world.outsider.getBucketCors(where(world))).CORSRules.length, 1);
      },
    },
    {
      title: "a page overwritten",
      change: (world) =>
        world.outsider.putObject({ ...where(world), Key: "articles/first.html", Body: "theirs" }),
      shows: [
        drift("Object", '~ contentType: "text/html; charset=utf-8" => "text/html"', "~ crc64", "~ etag"),
      ],
      healed: async (world) => {
        assert.match((await read(world, "/articles/first")).text, /The first article/);
      },
    },
  ],
});
