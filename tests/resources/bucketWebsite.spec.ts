import assert from "node:assert/strict";
import { decodeStruct, parseXml } from "../../provider/codec";
import { bucketWebsite } from "../../provider/resources/configurations/website";
import { describeBucketConfig } from "../conformance";
import { failuresOf, pathsOf, useConfigBench } from "./configBench";

describeBucketConfig(bucketWebsite);

describe("BucketWebsite", () => {
  const use = useConfigBench(bucketWebsite);
  const site = { indexDocument: { suffix: "index.html" } };

  it("has the website's host", async () => {
    const { target, create, read } = use();
    const host = `${target.bucket}.cos-website.${target.region}.myqcloud.com`;
    const outputs = await create(site);
    assert.equal(outputs.websiteEndpoint, host);
    assert.equal((await read({}))?.websiteEndpoint, host);
  });

  it("reads whatever the console writes, also with fields missing that a program must give", () => {
    const read = (xml: string) => decodeStruct(bucketWebsite.struct, parseXml(xml)).value;
    assert.deepEqual(read("<WebsiteConfiguration><ErrorDocument/></WebsiteConfiguration>"), {
      errorDocument: {},
    });
    const console = read(
      "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument><AutoAddressing><Status>Disabled</Status></AutoAddressing>" +
        "<ErrorDocument><Key>error.html</Key><OriginalHttpStatus>Enabled</OriginalHttpStatus><Charity404>Enabled</Charity404></ErrorDocument><RoutingRules/></WebsiteConfiguration>",
    );
    assert.deepEqual(pathsOf(bucketWebsite, console, { ...site, errorDocument: { key: "error.html" } }), []);
    assert.deepEqual(pathsOf(bucketWebsite, console, site), ["errorDocument"]);
  });

  it("names the routing rule that somebody changed, and takes their order seriously", () => {
    const rule = (prefix: string, key: string) => ({
      condition: { keyPrefixEquals: prefix },
      redirect: { replaceKeyWith: key },
    });
    const [a, b] = [rule("a/", "a.html"), rule("b/", "b.html")];
    assert.deepEqual(
      pathsOf(bucketWebsite, { ...site, rules: [a, b] }, { ...site, rules: [a, rule("b/", "c.html")] }),
      ["rules[1].redirect.replaceKeyWith"],
    );
    assert.notDeepEqual(pathsOf(bucketWebsite, { ...site, rules: [a, b] }, { ...site, rules: [b, a] }), []);
  });

  it("can take a prefix away", async () => {
    const { create } = use();
    const rules = [{ condition: { keyPrefixEquals: "docs/" }, redirect: { replaceKeyPrefixWith: "" } }];
    const outputs = await create({ ...site, rules });
    assert.deepEqual(pathsOf(bucketWebsite, outputs, { ...site, rules }), []);
  });

  it("can put a prefix before what was not found, and a refresh finds no difference in what COS adds", async () => {
    const { create } = use();
    const rules = [
      { condition: { httpErrorCodeReturnedEquals: 404 }, redirect: { replaceKeyPrefixWith: "old/" } },
    ];
    assert.deepEqual(failuresOf(bucketWebsite, { ...site, rules }), []);
    const outputs = await create({ ...site, rules });
    assert.deepEqual(outputs.rules, [
      { ...rules[0], redirect: { replaceKeyPrefixWith: "old/", urlRedirect: "Enabled" } },
    ]);
    assert.deepEqual(pathsOf(bucketWebsite, outputs, { ...site, rules }), []);
    const kept = { ...rules[0], redirect: { replaceKeyPrefixWith: "old/", urlRedirect: "Disabled" } };
    assert.deepEqual(pathsOf(bucketWebsite, outputs, { ...site, rules: [kept] }), [
      "rules[0].redirect.urlRedirect",
    ]);
  });

  it("takes 100 routing rules and no more, and a document of 64 KB", () => {
    const rules = (count: number, key = "x.html") => ({
      ...site,
      rules: Array(count).fill({
        condition: { httpErrorCodeReturnedEquals: 404 },
        redirect: { replaceKeyWith: key },
      }),
    });
    assert.deepEqual(failuresOf(bucketWebsite, rules(100)), []);
    assert.deepEqual(failuresOf(bucketWebsite, rules(101)), ["rules: must have at most 100 items, not 101"]);
    assert.match(
      failuresOf(bucketWebsite, rules(100, "x".repeat(800))).join(),
      /^: makes a document of \d+ bytes; COS takes 65536$/,
    );
  });
});
