/** The example of a bucket's policy, tried by everybody whom it names. */
import assert from "node:assert/strict";
import { defaultAccount } from "../../emulator/emulator";
import { createOutsider } from "../../tools/outsider";
import { powerless, stranger } from "../emulator/http";
import { describeExample, drift, getConfiguration, type World, where } from "./example";

const editor = powerless;
const partner = stranger;
const auditor = { ...stranger, secretId: "AKIDauditor", appId: "1258888888", uin: "100000000088" };

const published = "published/2026.txt";

/** Tencent's SDK in somebody's hands. */
const by = (world: World, { secretId, secretKey }: { secretId: string; secretKey: string }) =>
  createOutsider({ endpoint: world.emulator.url, secretId, secretKey });

/** A policy's document; its keys are as COS answers them. */
interface Policy {
  readonly Statement: readonly { readonly Sid: string; readonly Action: string[] }[];
}

async function policyOf(world: World): Promise<Policy> {
  return (await world.outsider.getBucketPolicy(where(world))).Policy as Policy;
}

function statement({ Statement }: Policy, sid: string) {
  const found = Statement.find(({ Sid }) => Sid === sid);
  assert.ok(found);
  return found;
}

const refused = { code: "AccessDenied", statusCode: 403 };

describeExample("a policy on the real engine", {
  project: "examples/policy",
  accounts: [editor, partner, auditor],
  config: {
    "policy:account": defaultAccount.uin,
    "policy:editor": String(editor.subUin),
    "policy:partner": partner.uin,
    "policy:auditor": auditor.uin,
    "policy:partnerNetwork": "127.0.0.0/8",
  },
  works: async (world) => {
    const draft = { ...where(world), Key: "drafts/2027.txt", Body: "Not yet." };
    const report = { ...where(world), Key: published };

    assert.match(String((await by(world, partner).getObject(report)).Body), /All is well/);
    await assert.rejects(by(world, partner).getBucket(where(world)), refused);
    await assert.rejects(by(world, partner).putObject({ ...report, Body: "theirs" }), refused);

    await by(world, editor).putObject(draft);
    await assert.rejects(by(world, editor).getObject(report), refused);
    assert.equal((await by(world, auditor).getBucket(where(world))).Contents.length, 2);
    await assert.rejects(by(world, auditor).putObject(draft), refused);

    await assert.rejects(world.outsider.deleteObject(report), refused);
    await world.outsider.deleteObject(draft);

    const careless = { ...editor, endpoint: world.emulator.url, signHost: false };
    await assert.rejects(createOutsider(careless).putObject(draft), refused);

    const { headers } = await world.outsider.headObject(report);
    assert.equal(headers?.["x-cos-server-side-encryption"], "AES256");
  },
  outside: [
    {
      title: "an action added to a statement of the policy",
      change: async (world) => {
        const policy = await policyOf(world);
        statement(policy, "drafts").Action.push("name/cos:DeleteObject");
        await world.outsider.putBucketPolicy({ ...where(world), Policy: policy });
      },
      shows: [
        drift("BucketPolicy", "policy", "statement", "[0]", "action", '+ [13]: "name/cos:DeleteObject"'),
      ],
      healed: async (world) => {
        const { Action } = statement(await policyOf(world), "drafts");
        assert.equal(Action.includes("name/cos:DeleteObject"), false);
      },
    },
    {
      title: "a permission raised",
      change: (world) =>
        world.outsider.putBucketAcl({ ...where(world), GrantFullControl: `id="${auditor.uin}"` }),
      shows: [drift("BucketAcl", "grants", "[0]", '~ permission: "READ" => "FULL_CONTROL"')],
      healed: async (world) => {
        await assert.rejects(by(world, auditor).putObject({ ...where(world), Key: "x", Body: "x" }), refused);
      },
    },
    {
      title: "the rules for signatures removed",
      change: (world) =>
        world.outsider.request({ ...where(world), Method: "DELETE", Action: "strict-signature" }),
      shows: [drift("BucketStrictSignature", "- rules", "- headers", '"x-cos-*"')],
      healed: async (world) => {
        assert.match(await getConfiguration(world, "strict-signature"), /<ID>uploads<\/ID>/);
      },
    },
    {
      title: "encryption switched off, and the report overwritten",
      change: async (world) => {
        await world.outsider.deleteBucketEncryption(where(world));
        await world.outsider.putObject({ ...where(world), Key: published, Body: "All is lost." });
      },
      shows: [
        drift("BucketEncryption", '- sseAlgorithm: "AES256"'),
        drift("Object", "~ contentLength: 13 => 12", "~ crc64", "~ etag"),
      ],
      healed: async (world) => {
        const report = await world.outsider.getObject({ ...where(world), Key: published });
        assert.equal(String(report.Body), "All is well.\n");
        assert.equal(report.headers?.["x-cos-server-side-encryption"], "AES256");
      },
    },
  ],
});
