/**
 * Remembers on this machine what a stack has written, by check sums and in the user's cache folder: so that what a killed `up` has left
 * behind, or what was held under another name in the program, is not taken for somebody else's. No document is kept. Without it
 * everything works, and what is overwritten is named more often.
 */

import { createHash } from "node:crypto";
import { appendFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { privateCacheFolder } from "../model/cacheFolder";
import type { Context } from "../model/context";

const folderName = "written";

/** Entries from which on a journal is written anew when it is opened, without those that later ones made void. */
const maxLines = 200_000;

/**
 * What is known of one thing: `b` that a write was begun when COS held this, `w` that this was written.
 */
interface Entry {
  readonly kind: "b" | "w";
  readonly sum: string;
}

/** A thing by its id, and what COS holds of it; an empty text is nothing. */
export type Held = readonly [id: string, content: string];

/** The journal of one stack. */
export class WriteJournal {
  readonly #file: string | undefined;
  readonly #entries: Map<string, Entry>;
  /** What was known of things before writes that are not over yet. */
  readonly #before = new Map<string, Entry | undefined>();

  private constructor(file: string | undefined, entries: Map<string, Entry>) {
    this.#file = file;
    this.#entries = entries;
  }

  /** The journal of the stack for which a context works. */
  static async of({ owner }: Context): Promise<WriteJournal> {
    const folder = privateCacheFolder(folderName);
    const name = `${sumOf((await owner?.()) ?? "")}.log`;
    const file = folder && path.join(folder, name);
    let journal = opened.get(String(file));
    if (journal === undefined) {
      journal = new WriteJournal(file, file === undefined ? new Map() : readEntries(file));
      opened.set(String(file), journal);
    }
    return journal;
  }

  /** Whether this stack has written what COS holds of a thing. */
  wrote([id, content]: Held): boolean {
    const entry = this.#entries.get(sumOf(id));
    return entry !== undefined && (entry.kind === "w") === (entry.sum === sumOf(content));
  }

  /** Notes what COS holds before it is overwritten. */
  begin(things: readonly Held[]): void {
    for (const [id] of things) {
      this.#before.set(sumOf(id), this.#entries.get(sumOf(id)));
    }
    this.#add("b", things);
  }

  /** Goes back to what was known before `begin`, after COS has refused to write. */
  undo(ids: readonly string[]): void {
    const begun = ids.map(sumOf).filter((id) => this.#before.has(id));
    const lines = begun.map((id) => {
      const entry = this.#before.get(id);
      this.#before.delete(id);
      return this.#set(id, entry);
    });
    this.#append(lines);
  }

  /** Notes what was written. */
  end(things: readonly Held[]): void {
    for (const [id] of things) {
      this.#before.delete(sumOf(id));
    }
    this.#add("w", things);
  }

  /** Forgets what was removed. */
  forget(ids: readonly string[]): void {
    const known = ids.map(sumOf).filter((id) => this.#entries.has(id));
    this.#append(known.map((id) => this.#set(id, undefined)));
  }

  #add(kind: Entry["kind"], things: readonly Held[]): void {
    this.#append(things.map(([id, content]) => this.#set(sumOf(id), { kind, sum: sumOf(content) })));
  }

  /** Changes what is known of a thing. @returns the line that says so */
  #set(id: string, entry: Entry | undefined): string {
    if (entry === undefined) {
      this.#entries.delete(id);
      return `f ${id}`;
    }
    this.#entries.set(id, entry);
    return `${entry.kind} ${id} ${entry.sum}`;
  }

  #append(lines: readonly string[]): void {
    if (this.#file === undefined || lines.length === 0) {
      return;
    }
    try {
      appendFileSync(this.#file, `${lines.join("\n")}\n`, { mode: 0o600 });
    } catch {
      // A full disk, or a folder that was removed meanwhile.
    }
  }
}

const opened = new Map<string, WriteJournal>();

function readEntries(file: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return entries;
  }
  const lines = text.split("\n");
  for (const line of lines) {
    const [kind, id = "", sum = ""] = line.split(" ");
    if (kind === "b" || kind === "w") {
      entries.set(id, { kind, sum });
    } else {
      entries.delete(id);
    }
  }
  if (lines.length > maxLines) {
    writeAnew(file, entries);
  }
  return entries;
}

function writeAnew(file: string, entries: ReadonlyMap<string, Entry>): void {
  const unfinished = `${file}.${process.pid}`;
  const lines = [...entries].map(([id, { kind, sum }]) => `${kind} ${id} ${sum}\n`);
  try {
    writeFileSync(unfinished, lines.join(""), { mode: 0o600 });
    renameSync(unfinished, file);
  } catch {
    // It stays as long as it is.
  }
}

function sumOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 24);
}
