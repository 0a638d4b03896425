/** What is asked of the content of an object (https://www.tencentcloud.com/document/product/436/32360). */

import { bool, flag, group, string, struct } from "../../codec/fields";

/** How a CSV file is read. */
export const selectCsvInput = group({
  /** Whether the first line holds names: `NONE` it holds data, `USE` names columns by it, `IGNORE` passes it over. */
  fileHeaderInfo: string("FileHeaderInfo", { optional: true, oneOf: ["NONE", "USE", "IGNORE"] }),
  /** What ends a record. Left out, a line feed. */
  recordDelimiter: string("RecordDelimiter", { optional: true }),
  /** What ends a field. Left out, a comma. */
  fieldDelimiter: string("FieldDelimiter", { optional: true }),
  /** What stands around fields that hold delimiters. Left out, a double quote. */
  quoteCharacter: string("QuoteCharacter", { optional: true }),
  /** What stands before a quote within a field. Left out, a double quote. */
  quoteEscapeCharacter: string("QuoteEscapeCharacter", { optional: true }),
  /** What begins a line that is passed over. Left out, `#`. */
  comments: string("Comments", { optional: true }),
  /** Whether a quoted field may hold the record's delimiter. */
  allowQuotedRecordDelimiter: bool("AllowQuotedRecordDelimiter", { optional: true }),
});

/** How a JSON file is read. */
export const selectJsonInput = group({
  /** `LINES` has a value on each line, `DOCUMENT` one that spans lines. */
  type: string("Type", { oneOf: ["DOCUMENT", "LINES"] }),
});

/** What the object holds: one of the three. */
export const selectInput = group({
  /** Left out, it is not compressed. */
  compressionType: string("CompressionType", { optional: true, oneOf: ["NONE", "GZIP", "BZIP2"] }),
  csv: struct("CSV", selectCsvInput, { optional: true }),
  json: struct("JSON", selectJsonInput, { optional: true }),
  /** Known from the SDKs only. */
  parquet: flag("Parquet", { optional: true }),
});

/** How a CSV answer is written. */
export const selectCsvOutput = group({
  /** Whether quotes stand around all fields, or only around those that need them. */
  quoteFields: string("QuoteFields", { optional: true, oneOf: ["ASNEEDED", "ALWAYS"] }),
  /** What ends a record. Left out, a line feed. */
  recordDelimiter: string("RecordDelimiter", { optional: true }),
  /** What ends a field. Left out, a comma. */
  fieldDelimiter: string("FieldDelimiter", { optional: true }),
  /** What stands around fields. Left out, a double quote. */
  quoteCharacter: string("QuoteCharacter", { optional: true }),
  /** What stands before a quote within a field. Left out, a double quote. */
  quoteEscapeCharacter: string("QuoteEscapeCharacter", { optional: true }),
});

/** How a JSON answer is written. */
export const selectJsonOutput = group({
  /** What ends a record. Left out, a line feed. */
  recordDelimiter: string("RecordDelimiter", { optional: true }),
});

/** What the answer is written as: one of the two. */
export const selectOutput = group({
  csv: struct("CSV", selectCsvOutput, { optional: true }),
  json: struct("JSON", selectJsonOutput, { optional: true }),
});

/** A query. */
export const selectRequest = group({
  /** The query, such as `SELECT s.name FROM COSObject s WHERE s.age > 20`. */
  expression: string("Expression"),
  expressionType: string("ExpressionType", { oneOf: ["SQL"] }),
  inputSerialization: struct("InputSerialization", selectInput),
  outputSerialization: struct("OutputSerialization", selectOutput),
  /** Whether frames tell how far it is. */
  progress: bool("RequestProgress>Enabled", { optional: true }),
});
