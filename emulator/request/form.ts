/** Reads `multipart/form-data` while it arrives: fields into memory, the file to a sink. https://www.rfc-editor.org/rfc/rfc7578 */

import { ServiceError } from "../format/errors";
import type { FormFields } from "../signature/formPolicy";
import { both } from "./pace";

/** Takes the bytes of the file; what it returns is to be awaited before more come. */
type Sink = (chunk: Buffer) => Promise<void> | undefined;

// unverified(form-limits): both limits are S3's
const maxFields = 20 * 1024;
const maxPartHeaders = 8 * 1024;
const [blank, lineEnd] = [Buffer.from("\r\n\r\n"), Buffer.from("\r\n")];

type State = "preamble" | "delimited" | "headers" | "field" | "file" | "ignored" | "end";

/** Decodes one form. The file is its last part: what comes after it is passed over. */
export class FormReader {
  readonly #delimiter: Buffer;
  readonly #openFile: (fields: FormFields, fileName: string) => Sink;
  readonly #fields = new Map<string, { name: string; value: string }>();
  #state: State = "preamble";
  #pending: Buffer = Buffer.alloc(0);
  #name = "";
  #field: Buffer[] = [];
  #fieldBytes = 0;
  #sink: Sink | undefined;
  #files = 0;

  /** @param openFile called with the fields when the file begins; refuses the form by throwing */
  constructor(boundary: string, openFile: (fields: FormFields, fileName: string) => Sink) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`, "latin1");
    this.#openFile = openFile;
    // The first delimiter has no line in front of it.
    this.#pending = lineEnd;
  }

  /** Takes a chunk; a returned promise is to be awaited before the next one. */
  push(chunk: Buffer): Promise<void> | undefined {
    this.#pending = this.#pending.length > 0 ? Buffer.concat([this.#pending, chunk]) : chunk;
    let waiting: Promise<void> | undefined;
    for (;;) {
      const before = this.#pending.length;
      const state = this.#state;
      waiting = both(waiting, this.#step());
      if (this.#state === state && this.#pending.length === before) {
        return waiting;
      }
    }
  }

  /** Refuses a form that broke off, or that has not exactly one file. */
  end(): void {
    if (this.#state !== "end") {
      throw malformed("The form breaks off.");
    }
    if (this.#files !== 1) {
      throw new ServiceError("IncorrectNumberOfFilesInPostRequest");
    }
  }

  #step(): Promise<void> | undefined {
    switch (this.#state) {
      case "delimited":
        return this.#readAfterDelimiter();
      case "headers":
        return this.#readHeaders();
      case "end":
        this.#pending = Buffer.alloc(0);
        return undefined;
      default:
        return this.#readContent();
    }
  }

  #readAfterDelimiter(): undefined {
    if (this.#pending.length < 2) {
      return;
    }
    const mark = this.#pending.toString("latin1", 0, 2);
    if (mark !== "--" && mark !== "\r\n") {
      throw malformed("A boundary is followed by something else.");
    }
    this.#state = mark === "--" ? "end" : "headers";
    this.#pending = this.#pending.subarray(2);
  }

  #readHeaders(): undefined {
    const end = this.#pending.indexOf(blank);
    if (end > maxPartHeaders || (end < 0 && this.#pending.length > maxPartHeaders)) {
      throw malformed("The headers of a field are too long.");
    }
    if (end < 0) {
      return;
    }
    const headers = this.#pending.toString("utf8", 0, end);
    this.#pending = this.#pending.subarray(end + blank.length);
    this.#openPart(headers);
  }

  #openPart(headers: string): void {
    const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headers)?.[1] ?? "";
    const name = parameter(disposition, "name");
    if (name === undefined) {
      throw malformed("A field has no name.");
    }
    if (name === "file") {
      this.#files++;
    }
    if (this.#sink) {
      this.#state = "ignored";
    } else if (name === "file") {
      this.#state = "file";
      // Some browsers of old sent the whole path.
      const fileName = (parameter(disposition, "filename") ?? "").replace(/^.*[\\/]/s, "");
      this.#sink = this.#openFile(this.#fields, fileName);
    } else {
      this.#state = "field";
      this.#name = name;
    }
  }

  /** Hands on what certainly belongs to the part, and ends it at the delimiter. */
  #readContent(): Promise<void> | undefined {
    const end = this.#pending.indexOf(this.#delimiter);
    const safe = end < 0 ? Math.max(0, this.#pending.length - this.#delimiter.length) : end;
    const content = this.#pending.subarray(0, safe);
    const waiting = content.length > 0 ? this.#take(content) : undefined;
    this.#pending = this.#pending.subarray(end < 0 ? safe : end + this.#delimiter.length);
    if (end < 0) {
      return waiting;
    }
    if (this.#state === "field") {
      this.#endField();
    }
    this.#state = "delimited";
    return waiting;
  }

  #take(content: Buffer): Promise<void> | undefined {
    if (this.#state === "file") {
      return this.#sink?.(content);
    }
    if (this.#state !== "field") {
      return undefined;
    }
    this.#fieldBytes += content.length;
    if (this.#fieldBytes > maxFields) {
      throw malformed("The fields are too long.");
    }
    this.#field.push(content);
    return undefined;
  }

  #endField(): void {
    const value = Buffer.concat(this.#field).toString("utf8");
    this.#fields.set(this.#name.toLowerCase(), { name: this.#name, value });
    this.#field = [];
  }
}

/** The boundary that a Content-Type names. */
export function readBoundary(contentType: string | undefined): string {
  const [, type = "", rest = ""] = /^\s*([^;\s]+)\s*(;.*)?$/s.exec(contentType ?? "") ?? [];
  const boundary = type.toLowerCase() === "multipart/form-data" ? parameter(rest, "boundary") : undefined;
  if (!boundary || boundary.length > 70) {
    throw malformed("The request is not multipart/form-data.");
  }
  return boundary;
}

function parameter(text: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|;)\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, "i").exec(text);
  // Browsers escape a quote as %22 and line ends likewise; others put a backslash in front.
  return match?.[1]?.replace(/\\(["\\])/g, "$1").replace(/%22/g, '"') ?? match?.[2];
}

function malformed(message: string): ServiceError {
  return new ServiceError("MalformedPOSTRequest", { message });
}
