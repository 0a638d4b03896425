/** Runs the whole life of a stack with one pair of keys, and tells what came of it. */

import { writeFileSync } from "node:fs";
import path from "node:path";
import { uploadLimits } from "../../provider/api/upload/parts";
import type { CosRequest } from "../../provider/client";
import type { Context } from "../../provider/model/context";
import type { Props } from "../../provider/model/props";
import { copyLimits } from "../../provider/resources/object/serverCopy";
import { region, type TestBench } from "../support";
import { appId, create, destroy, type Made, read, update, wholeStack, writeFolder } from "./wholeStack";

const files = { bucket: `files-${appId}`, region };
const site = { bucket: `site-${appId}`, region };

/** What is never the same twice: outputs, and what messages say of requests and uploads. */
const fleeting = [
  "etag",
  "versionId",
  "files",
  "sourceEtag",
  "certId",
  "validityBegin",
  "validityExpire",
  "url",
];
const fleetingText = /request [\w=+/]+|upload \w+|[0-9a-f]{16,}/g;

/** Makes content of 3,000 bytes go in parts, as that of gigabytes does. Answers what takes it back. */
export function withSmallLimits(): () => void {
  const before = [{ ...uploadLimits }, { ...copyLimits }];
  Object.assign(uploadLimits, { single: 1_024 });
  Object.assign(copyLimits, { single: 1_024 });
  return () => {
    Object.assign(uploadLimits, before[0]);
    Object.assign(copyLimits, before[1]);
  };
}

/** A life, step by step. Each step is a line of the transcript; a failure is one too, and ends nothing. */
export class Life {
  readonly transcript: string[] = [];
  readonly #context: Context;
  readonly #bench: TestBench;
  readonly #folder: string;
  #made: Made[] = [];
  #created: readonly Made[] = [];

  /**
   * @param bench whose root account is the neighbour who changes things
   * @param context whose keys the life is lived with
   * @param folder where its files are written
   */
  constructor(bench: TestBench, context: Context, folder: string) {
    const warn = (message: string) => this.transcript.push(`warning: ${message.replace(fleetingText, "…")}`);
    // The emulator shows at once what it has taken.
    const waits = {
      unlistedMs: 50,
      listedMs: 500,
      blockedMs: 500,
      readAfterWriteMs: 2_000,
      visibilityMs: 2_000,
    };
    this.#context = { ...context, waits, log: { warn, info: () => {}, status: () => {} } };
    this.#bench = bench;
    this.#folder = path.join(folder, "docs");
  }

  /** What there is now. */
  get made(): readonly Made[] {
    return this.#made;
  }

  /** What the programs made, the first and the last one. */
  get states(): readonly Made[] {
    return [...this.#created, ...this.#made];
  }

  /**
   * All of it, or as much as it takes.
   * @param isEnough asked after each chapter whether the rest may be left out
   */
  async run(isEnough: () => boolean = () => false): Promise<void> {
    const chapters = [
      () => this.createAll(),
      () => this.readAll(),
      () => this.#drift(),
      () => this.#updateAll(),
      () => this.changeAll(),
      () => this.#outside({ method: "DELETE", ...files, key: "a.txt", query: { tagging: "" } }),
      () => this.#updateAll(),
      () => this.#resume(),
      () => this.#fail(),
      () => this.#litter(),
      () => this.destroyAll(),
    ];
    for (const chapter of chapters) {
      await chapter();
      if (isEnough()) {
        return;
      }
    }
  }

  /** As the first `up` does. */
  async createAll(): Promise<void> {
    writeFolder(this.#folder);
    for (const declared of wholeStack(this.#folder)) {
      await this.#step(`create ${declared.token}`, async () => {
        const made = await create(this.#context, declared);
        this.#made.push(made);
        return made.outputs;
      });
    }
    this.#created = [...this.#made];
  }

  /** As the `up` of a later program does. */
  async changeAll(): Promise<void> {
    await this.#updateAll(({ declared, program }) => declared.changed ?? program);
  }

  /** As a refresh does. */
  async readAll(made: readonly Made[] = this.#made): Promise<void> {
    for (const one of made) {
      await this.#step(`read ${one.token}`, () => read(this.#context, one));
    }
  }

  /** What somebody does in the console. */
  async #drift(): Promise<void> {
    const object = { ...files, key: "a.txt" };
    const tags = "<Tagging><TagSet><Tag><Key>x</Key><Value>y</Value></Tag></TagSet></Tagging>";
    await this.#outside({
      method: "PUT",
      ...object,
      query: { acl: "" },
      headers: { "x-cos-acl": "public-read" },
    });
    await this.#outside({ method: "PUT", ...object, query: { tagging: "" }, body: tags });
    await this.#outside({ method: "DELETE", ...site, query: { cors: "" } });
    await this.readAll();
  }

  /** As `up --refresh` does, of a program that says so. */
  async #updateAll(programOf: (made: Made) => Props = ({ program }) => program): Promise<void> {
    const made = [...this.#made];
    for (const [index, one] of made.entries()) {
      await this.#step(`update ${one.token}`, async () => {
        const live = (await read(this.#context, one)) ?? {};
        made[index] = await update(this.#context, one, live, programOf(one));
        return made[index].outputs;
      });
    }
    this.#made = made;
  }

  /** An `up` was killed while it uploaded; the next one goes on. */
  async #resume(): Promise<void> {
    const content = "c".repeat(3_000);
    for (const key of ["a.txt", "docs/large.bin"]) {
      const place = { ...files, key };
      const begun = await this.#outside({ method: "POST", ...place, query: { uploads: "" } });
      const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(begun)?.[1];
      await this.#outside({ method: "PUT", ...place, query: { partNumber: 1, uploadId }, body: content });
    }
    await this.#rewrite(content);
    await this.#countUploads();
  }

  /** COS refuses parts for a while; then it does not. */
  async #fail(): Promise<void> {
    for (const operation of ["UploadPart", "UploadPartCopy"]) {
      this.#bench.emulator.addFault({ kind: "status", status: 400, match: { operation }, times: 2 });
    }
    await this.#rewrite("d".repeat(3_000));
    await this.#countUploads();
    this.#bench.emulator.clearFaults();
    await this.#rewrite("d".repeat(3_000));
  }

  async #rewrite(content: string): Promise<void> {
    writeFileSync(path.join(this.#folder, "large.bin"), content);
    await this.#updateAll(({ token, program }) => (token === "Object" ? { ...program, content } : program));
  }

  /** Parts that are left behind are paid for. */
  async #countUploads(): Promise<void> {
    const listed = await this.#outside({ method: "GET", ...files, query: { uploads: "" } });
    this.transcript.push(`${listed.split("<Upload>").length - 1} unfinished uploads`);
  }

  /** Undeclared things in the buckets. */
  async #litter(): Promise<void> {
    await this.#outside({ method: "PUT", ...files, key: "strange", body: "x" });
    await this.#outside({ method: "POST", ...files, key: "strange", query: { uploads: "" } });
    await this.#outside({ method: "PUT", ...site, key: "old", body: "1" });
    await this.#outside({ method: "PUT", ...site, key: "old", body: "2" });
  }

  /** Against the order of dependency. */
  async destroyAll(made: readonly Made[] = this.#made): Promise<void> {
    const [buckets, others] = [true, false].map((isBucket) =>
      made.filter(({ token }) => (token === "Bucket") === isBucket).reverse(),
    );
    await this.#destroy(others ?? []);
    const versions = await this.#outside({ method: "GET", ...site, query: { versions: "" } });
    for (const [, versionId] of versions.matchAll(/<VersionId>(.*?)<\/VersionId>/g)) {
      await this.#outside({ method: "DELETE", ...site, key: "old", query: { versionId } });
    }
    await this.#destroy(buckets ?? []);
  }

  async #destroy(resources: readonly Made[]): Promise<void> {
    for (const made of resources) {
      await this.#step(`destroy ${made.token}`, () => destroy(this.#context, made));
    }
  }

  async #step(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      const result = JSON.stringify(await work(), (key, value) =>
        fleeting.includes(key) ? undefined : value,
      );
      this.transcript.push(`${name}: ${result}`);
    } catch (error) {
      this.transcript.push(`${name} failed: ${(error as Error).message.replace(fleetingText, "…")}`);
    }
  }

  /** What could not be made in this life cannot be changed from outside either. */
  async #outside(request: CosRequest): Promise<string> {
    try {
      const { body } = await this.#bench.context.client.send({ ...request, responseBody: "buffer" });
      return body.toString();
    } catch {
      return "";
    }
  }
}
