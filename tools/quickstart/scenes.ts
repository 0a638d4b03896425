/** What happens in each step of the tour, and how it is checked that it did. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type COS from "cos-nodejs-sdk-v5";
import { createOutsider } from "../outsider";
import type { Workspace } from "../pulumi/workspace";
import { type Terminal, usesColour } from "../terminal";
import type { EmulatorProcess } from "./emulator";
import { must, showPulumi } from "./steps";

/** The folder that holds Pulumi.yaml. */
export const project = path.resolve(__dirname, "../..");

/** The account on the emulator. */
export const account = {
  secretId: "AKIDquickstart",
  secretKey: "quickstart-secret-key",
  appId: "1250000000",
};

/** Credentials come by environment, as they would in CI. */
export const environment = {
  TENCENTCLOUD_SECRET_ID: account.secretId,
  TENCENTCLOUD_SECRET_KEY: account.secretKey,
  // The program's types are checked by `npm run check`; here it would cost two seconds per command.
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
};

const region = "ap-guangzhou";
const pageKey = "index.html";
const pageFile = path.join(project, "examples/quickstart", pageKey);
const strangeOrigin = "https://elsewhere.example";
const strangePage = "<h1>Somebody was here</h1>\n";

/** What all scenes share. */
export interface Stage {
  readonly terminal: Terminal;
  readonly workspace: Workspace;
  readonly emulator: EmulatorProcess;
  readonly outsider: COS;
  /** The bucket's name, once it is created. */
  bucket: string;
}

/** Sets the stage. */
export function createStage(given: Pick<Stage, "terminal" | "workspace" | "emulator">): Stage {
  return { ...given, outsider: createOutsider({ endpoint: given.emulator.url, ...account }), bucket: "" };
}

/** Where the page is for a visitor. */
export function pageUrl({ emulator, bucket }: Stage): string {
  return `${emulator.url}/${bucket}/${pageKey}`;
}

/** The three settings that differ from real COS, or that real COS needs as well. */
export async function configure(stage: Stage): Promise<string> {
  stage.terminal.faint(
    "# The stack was made with: pulumi stack init tour (file backend in a temporary folder)",
  );
  const settings = { region, appId: account.appId, endpoint: stage.emulator.url };
  for (const [key, value] of Object.entries(settings)) {
    await pulumi(stage, "config", "set", `tencentcos:${key}`, value);
  }
  return "Of these settings, real COS needs the region only.";
}

/** `pulumi up`. */
export async function create(stage: Stage): Promise<string> {
  const output = await pulumi(stage, "up", "--yes");
  must(
    /\+ 7 created/.test(output),
    "up did not create the stack, the bucket, its two configurations and three objects",
  );
  stage.bucket = await onlyBucket(stage);
  const { Contents } = await stage.outsider.getBucket({ Bucket: stage.bucket, Region: region });
  const large = Contents.find(({ Key }) => Key === "archive.bin");
  must(Contents.length === 3, `the bucket holds ${Contents.length} objects instead of 3`);
  // COS marks an object that went up in parts by the number of parts at the end of its ETag.
  must(/-\d+"?$/.test(large?.ETag ?? ""), `the archive did not go up in parts (ETag ${large?.ETag})`);
  return `The bucket ${stage.bucket} holds a page, a picture, and an archive that went up in parts.`;
}

/** An anonymous GET. */
export async function visit(stage: Stage): Promise<string> {
  const url = pageUrl(stage);
  stage.terminal.command(`curl ${url}`);
  const answer = await fetch(url);
  const text = await answer.text();
  const lines = text.trimEnd().split("\n");
  for (const line of lines.slice(0, 6)) {
    stage.terminal.line(`  ${line}`);
  }
  stage.terminal.line(`  … (${lines.length - 6} more lines)`);
  must(answer.status === 200, `the visitor was answered with ${answer.status}`);
  must(text === readFileSync(pageFile, "utf8"), "the page is not the one in examples/quickstart");
  must(
    answer.headers.get("content-type")?.startsWith("text/html") ?? false,
    "the page is not served as HTML",
  );
  return "Everyone may read the page, as the BucketAcl says.";
}

/** `pulumi preview` with nothing changed. */
export async function previewAgain(stage: Stage): Promise<string> {
  await pulumi(stage, "preview", "--expect-no-changes");
  return "What COS holds is what the program says.";
}

/** Another tool, Tencent's own SDK, edits CORS and overwrites the page. */
export async function changeFromOutside({ terminal, outsider, bucket }: Stage): Promise<string> {
  const where = { Bucket: bucket, Region: region };
  const { CORSRules } = await outsider.getBucketCors(where); // a list, whatever its declaration says
  CORSRules[0].AllowedOrigins.push(strangeOrigin);
  terminal.faint("# with Tencent's own SDK for Node.js");
  terminal.command(`cos.putBucketCors({ Bucket: "${bucket}", CORSRules: […, "${strangeOrigin}"] })`);
  await outsider.putBucketCors({ ...where, CORSRules: CORSRules as COS.CORSRule[] });
  terminal.command(
    `cos.putObject({ Bucket: "${bucket}", Key: "${pageKey}", Body: "<h1>Somebody was here</h1>" })`,
  );
  await outsider.putObject({ ...where, Key: pageKey, Body: strangePage });
  return "COS now holds another CORS rule and another page than the program says.";
}

/** `pulumi preview --refresh --diff`. */
export async function seeDrift(stage: Stage): Promise<string> {
  const output = await pulumi(stage, "preview", "--refresh", "--diff");
  must(output.includes(strangeOrigin), "the origin that was added does not show");
  must(/etag/.test(output), "the page that was overwritten does not show");
  must(/~ 2 to update/.test(output), "preview does not plan to put both right");
  return "Both changes are shown, to the property.";
}

/** `pulumi up --refresh`. */
export async function heal(stage: Stage): Promise<string> {
  await pulumi(stage, "up", "--refresh", "--yes");
  const { CORSRules } = await stage.outsider.getBucketCors({ Bucket: stage.bucket, Region: region });
  must(!JSON.stringify(CORSRules).includes(strangeOrigin), "the origin that was added is still there");
  const page = await (await fetch(pageUrl(stage))).text();
  must(page === readFileSync(pageFile, "utf8"), "the page is still the one that was put over ours");
  return "The CORS rule and the page are again what the program says.";
}

/** `pulumi destroy`. */
export async function destroy(stage: Stage): Promise<string> {
  const output = await pulumi(stage, "destroy", "--yes");
  must(/- 7 deleted/.test(output), "destroy did not delete everything");
  return "Everything that was created is deleted.";
}

/** Asks COS, not Pulumi. */
export async function nothingLeft({ terminal, outsider }: Stage): Promise<string> {
  terminal.command("cos.getService()   # lists the account's buckets");
  const { Buckets } = await outsider.getService();
  must(Buckets.length === 0, `left over: ${Buckets.map(({ Name }) => Name).join(", ")}`);
  return "The account has no bucket.";
}

/** A sentence about what the emulator had to do. */
export async function countRequests({ emulator }: Stage): Promise<string> {
  const byMethod = new Map<string, number>();
  const requests = await emulator.requests();
  for (const { method } of requests) {
    byMethod.set(method, (byMethod.get(method) ?? 0) + 1);
  }
  const parts = [...byMethod].sort(([, a], [, b]) => b - a).map(([method, count]) => `${count} ${method}`);
  return `The emulator answered ${requests.length} requests (${parts.join(", ")}).`;
}

/** What comes after the tour. */
export function sayHowToGoOn(terminal: Terminal): void {
  terminal.heading("How to go on");
  terminal.line("The program is examples/quickstart/index.ts. To try it on the emulator:");
  terminal.command("npm start -- --keep");
  terminal.line("\nThe same program on real COS (with a Pulumi CLI on PATH, logged in with `pulumi login`):");
  terminal.command("export TENCENTCLOUD_SECRET_ID=… TENCENTCLOUD_SECRET_KEY=…");
  terminal.command("pulumi stack init dev && pulumi config set tencentcos:region ap-guangzhou");
  terminal.command("pulumi up");
}

async function pulumi({ terminal, workspace }: Stage, ...args: string[]): Promise<string> {
  const { output } = await showPulumi(terminal, workspace, args, { colour: usesColour(process.stdout) });
  return stripVTControlCharacters(output);
}

async function onlyBucket({ outsider }: Stage): Promise<string> {
  const { Buckets } = await outsider.getService();
  const [first, ...others] = Buckets;
  must(
    first !== undefined && others.length === 0,
    `the account has ${Buckets.length} buckets instead of one`,
  );
  return first.Name;
}
