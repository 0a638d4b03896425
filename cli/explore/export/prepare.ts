/** What has to be there before calls can be made again on an empty emulator: buckets, objects, configurations. */

import type { CallParameters } from "../../../provider/api/call";
import { requestOf } from "../../../provider/api/calls";
import { findOperation, type Operation } from "../../../provider/api/operations";
import { printText } from "../../adopt/expression";
import { copySourceOf } from "../../code/copySource";
import type { Replay } from "./replay";

/** What a sequence of calls has made so far. */
export class Prepared {
  readonly #buckets = new Set<string>();
  readonly #objects = new Set<string>();
  readonly #configurations = new Set<string>();

  /** The statements before a call; none where earlier calls did all of it. */
  before(replay: Replay): readonly string[] {
    const { operation, entry } = replay;
    const { Bucket, Region, Key } = textsOf(replay);
    const succeeded = entry.status !== undefined && entry.status < 400 && entry.code === undefined;
    if (Bucket === undefined || entry.code === "NoSuchBucket") {
      return [];
    }
    const place = `Bucket: ${printText(Bucket)}${Region === undefined ? "" : `, Region: ${printText(Region)}`}`;
    const statements: string[] = [];
    if (!this.#buckets.has(Bucket) && !(operation.name === "PutBucket" && succeeded)) {
      statements.push(`await cos.putBucket({ ${place} });`);
    }
    this.#buckets.add(Bucket);
    if (operation.name === "DeleteBucket" && succeeded) {
      this.#buckets.delete(Bucket);
    }
    const object = Key === undefined ? undefined : `${Bucket}/${Key}`;
    if (object !== undefined && succeeded) {
      if (needsObject(operation) && !this.#objects.has(object)) {
        statements.push(
          `await cos.putObject({ ${place}, Key: ${printText(Key as string)}, Body: content(${lengthOf(replay)}) });`,
        );
      }
      this.#objects.add(object);
      if (operation.name === "DeleteObject") {
        this.#objects.delete(object);
      }
    }
    return [
      ...statements,
      ...(succeeded ? this.#source(replay) : []),
      ...(succeeded ? this.#configuration(replay, place) : []),
    ];
  }

  /** What is copied. */
  #source({ parameters }: Replay): readonly string[] {
    const source = copySourceOf(String(parameters.CopySource ?? ""));
    if (source === undefined) {
      return [];
    }
    const { Bucket, Region, Key } = source;
    const place = `Bucket: ${printText(Bucket)}, Region: ${printText(Region)}`;
    const statements = [
      ...(this.#buckets.has(Bucket) ? [] : [`await cos.putBucket({ ${place} });`]),
      ...(this.#objects.has(`${Bucket}/${Key}`)
        ? []
        : [`await cos.putObject({ ${place}, Key: ${printText(Key)}, Body: content(7) });`]),
    ];
    this.#buckets.add(Bucket);
    this.#objects.add(`${Bucket}/${Key}`);
    return statements;
  }

  /** A configuration that was read is written as it was read, where COS takes the same document. */
  #configuration({ operation, entry, parameters }: Replay, place: string): readonly string[] {
    const { Bucket, Key, Id } = parameters;
    const { subresource, method, name } = operation;
    if (subresource === undefined) {
      return [];
    }
    const id = JSON.stringify([Bucket, Key, subresource, Id]);
    const isKnown = this.#configurations.has(id);
    this.#configurations.add(id);
    const writer = findOperation(name.replace(/^Get/, "Put"));
    const isSame =
      method === "GET" &&
      writer !== undefined &&
      writer !== operation &&
      sameDocument(operation, writer) &&
      // Every bucket and every object has one.
      subresource !== "acl";
    if (isKnown || !isSame || !canBeWritten(writer, parameters, entry.answer ?? "")) {
      return [];
    }
    const others = [
      Key === undefined ? undefined : `Key: ${printText(String(Key))}`,
      Id === undefined ? undefined : `Id: ${printText(String(Id))}`,
    ];
    const given = [
      place,
      ...others.filter((each) => each !== undefined),
      `Body: ${printText(entry.answer ?? "")}`,
    ];
    return [`await cos.call(${printText(writer.name)}, { ${given.join(", ")} });`];
  }
}

function textsOf({ parameters }: Replay): {
  readonly Bucket?: string;
  readonly Region?: string;
  readonly Key?: string;
} {
  const given = Object.entries(parameters).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(given);
}

/** Calls that are about an object that is there: those that read it, and those that write beside its content. */
function needsObject({ path, body, family, name, subresource }: Operation): boolean {
  const writes =
    body?.kind === "content" || body?.kind === "form" || /^(PutObjectCopy|PutSymlink)$/.test(name);
  const isOfUpload = family === "multipart" || subresource === "decompression";
  return (
    path.includes("{Key}") && !writes && !isOfUpload && name !== "DeleteObject" && name !== "OptionsObject"
  );
}

function sameDocument({ answer }: Operation, { body }: Operation): boolean {
  return answer?.kind === "xml" && body?.kind === "xml"
    ? answer.root === body.root
    : answer?.kind === "json" && body?.kind === "json";
}

/** Of what was never set, COS answers a document that is empty, and that it does not take. */
function canBeWritten(writer: Operation, { Bucket, Key, Id }: CallParameters, document: string): boolean {
  const given = {
    Bucket,
    ...(Key !== undefined && { Key }),
    ...(Id !== undefined && { Id }),
    Body: document,
  };
  return requestOf(writer, given).failures.length === 0;
}

/** As long as it was, within reason. */
function lengthOf({ entry }: Replay): number {
  const length = Number(entry.responseHeaders?.["content-length"]);
  return Number.isSafeInteger(length) && length > 0 && length <= 1024 * 1024 ? length : 7;
}
