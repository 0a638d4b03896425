/** Inputs of objects as the engine sends them, for specs. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Props } from "../../provider/model/props";
import { object } from "../handlers";

export const settings = { region: "ap-guangzhou", appId: "1250000000" };

/** An asset as the engine hands it over. */
export function asset(
  members: { path?: string; text?: string; uri?: string },
  content: string | Uint8Array,
): Props {
  return {
    "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
    hash: createHash("sha256").update(content).digest("hex"),
    ...members,
  };
}

/** Every argument, with a value that COS keeps. */
export const everything: Props = {
  contentType: "text/x-test",
  cacheControl: "max-age=60",
  contentDisposition: 'attachment; filename="a.txt"',
  contentEncoding: "identity",
  contentLanguage: "zh-CN",
  expires: "2030-01-31T16:00:00Z",
  metadata: { author: "me", "build-id": "a b;c=d" },
  storageClass: "STANDARD_IA",
  acl: "public-read",
  tags: { env: "test", "项目 a": "x+y=z/@" },
};

/** A temporary folder with files. */
export class Files {
  readonly folder = mkdtempSync(path.join(tmpdir(), "object-"));

  /** Writes a file and answers its asset. */
  asset(name: string, content: string | Uint8Array): Props {
    const file = path.join(this.folder, name);
    writeFileSync(file, content);
    return asset({ path: file }, content);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The inputs as they leave `check`. */
export function checked(news: Props): Props {
  const { inputs, failures } = object.check(settings, {}, news);
  assert.deepEqual(failures, []);
  return inputs;
}

/** The paths at which a diff sees something. */
export function paths(olds: Props, news: Props): string[] {
  return object.diff("", olds, news).differences.map(({ path: at }) => at);
}
