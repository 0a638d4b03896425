/** The example of domains of one's own, with a certificate and an older server behind the bucket. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type COS from "cos-nodejs-sdk-v5";
import { cert, key } from "../emulator/certificates";
import { describeExample, drift, getConfiguration, putConfiguration, visit, where } from "./example";

const domain = "www.example.com";
const accelerated = "global.example.com";
const certificate = `domaincertificate&domainname=${domain}`;

/** The middle of the key, without line breaks that JSON or YAML would write in their own ways. */
const keyText = key.split("\n")[1] as string;

describe("domains with an older server behind them", () => {
  const asked: IncomingMessage[] = [];
  const oldServer = createServer((request, answer) => {
    asked.push(request);
    answer.end(`old ${request.url}`);
  });
  const settings: Record<string, string> = {
    "domain:domain": domain,
    "domain:acceleratedDomain": accelerated,
    "domain:certificate": cert,
  };

  before(async () => {
    oldServer.listen(0, "127.0.0.1");
    await once(oldServer, "listening");
    settings["domain:oldServer"] = `127.0.0.1:${(oldServer.address() as AddressInfo).port}`;
  });
  after(() => oldServer.close());

  describeExample("on the real engine", {
    project: "examples/domain",
    config: settings,
    secrets: { "domain:privateKey": key },
    works: async (world) => {
      assert.equal((await visit(world, domain, "/new.txt")).text, "New.\n");
      assert.equal((await visit(world, accelerated, "/new.txt")).text, "New.\n");
      const old = await visit(world, domain, "/archive/1.txt", { "accept-language": "de" });
      assert.equal(old.text, "old /old/1.txt");
      assert.equal(asked[0]?.headers["accept-language"], "de");
      assert.equal((await visit(world, domain, "/archive/1.txt")).text, "old /old/1.txt");
      assert.equal(asked.length, 1, "the second visit was answered from the bucket");
      assert.equal((await visit(world, domain, "/nowhere")).status, 404);
      assert.match(String(world.outputs.dnsProof), /^tencent-cloud-cos-verification=/);
      assert.equal(world.outputs.certificateEnds, "2036-01-01T00:00:00.000Z");
      const { stdout } = await world.stack.pulumi(["stack", "export"]);
      assert.ok(stdout.includes("privateKey"), "the state has the certificate's resource");
      assert.ok(!stdout.includes(keyText), "the state holds the key in clear");
    },
    outside: [
      {
        title: "a domain switched off and one added",
        change: async (world) => {
          const { DomainRule } = await world.outsider.getBucketDomain(where(world));
          await world.outsider.putBucketDomain({
            ...where(world),
            DomainRule: [
              ...DomainRule.map(
                (rule): COS.DomainRule =>
                  rule.Name === accelerated ? { ...rule, Status: "DISABLED" } : rule,
              ),
              { Status: "ENABLED", Name: "theirs.example.com", Type: "REST" },
            ],
          });
        },
        shows: [
          drift("BucketDomain", "rules", "[1]", '~ status: "ENABLED" => "DISABLED"'),
          drift("BucketDomain", "rules", "+ [2]", '+ name: "theirs.example.com"'),
        ],
        healed: async (world) => {
          assert.equal((await visit(world, accelerated, "/new.txt")).status, 200);
          assert.equal((await world.outsider.getBucketDomain(where(world))).DomainRule.length, 2);
        },
      },
      {
        title: "another certificate bound",
        change: (world) =>
          putConfiguration(
            world,
            certificate,
            `<DomainCertificate><CertificateInfo><CertType>CustomCert</CertType><CustomCert><CertId>theirCert</CertId></CustomCert></CertificateInfo><DomainList><DomainName>${domain}</DomainName></DomainList></DomainCertificate>`,
          ),
        shows: [drift("BucketDomainCertificate", "~ certId", '=> "theirCert"', "- privateKey: [secret]")],
        healed: async (world) => {
          assert.doesNotMatch(await getConfiguration(world, certificate), /theirCert/);
        },
      },
      {
        title: "the old server's address changed",
        change: async (world) => {
          const document = await getConfiguration(world, "origin");
          await putConfiguration(
            world,
            "origin",
            document.replace(/<HostName>.*<\/HostName>/, "<HostName>old.example.com</HostName>"),
          );
        },
        shows: [drift("BucketOrigin", "rules", "[0]", "originInfo", "hostInfos", '=> "old.example.com"')],
        healed: async (world) => {
          assert.equal((await visit(world, domain, "/archive/2.txt")).text, "old /old/2.txt");
        },
      },
    ],
  });
});
