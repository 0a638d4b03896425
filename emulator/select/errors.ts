/** The refusals of a selection. https://www.tencentcloud.com/document/product/436/32360 */

import { ServiceError } from "../format/errors";

const messages = {
  AmbiguousFieldName: "Field name matches to multiple fields in the file",
  CastFailed: "Attempt to convert from one data type to another using CAST failed in the SQL expression.",
  ComparisonFailed: "Attempt to compare failed",
  CSVParsingError: "Encountered an error parsing the CSV file",
  GzipDecompressError: "Encountered an error decompressing the GZIP file",
  InvalidCompressionFormat:
    "The file is not in a supported compression format. Only GZIP and BZIP2 are supported",
  InvalidFileHeaderInfo: "The input FileHeaderInfo is invalid. Only NONE, USE, and IGNORE are supported",
  InvalidJsonType: "The JsonType is invalid. Only DOCUMENT and LINES are supported",
  InvalidQuoteFields: "The QuoteFields is invalid. Only ALWAYS and ASNEEDED are supported",
  InvalidRequestParameter: "A parameter of the request is invalid",
  InvalidTextEncoding: "UTF-8 encoding is required. Please check the file and try again.",
  InvalidXML: "The XML is invalid",
  JSONParsingError: "Encountered an error parsing the JSON file",
  LastRecordParseFail: "Please check the last record in the input",
  MissingExpectedExpression: "The SQL expression is missing",
  MissingHeaderName: "The SQL expression names a header that the file does not have",
  MissingInputFormat: "The input format is missing",
  MissingInputSerialization: "The input serialization is missing",
  MissingOutputFormat: "The output format is missing",
  MissingOutputSerialization: "The output serialization is missing",
  MissingRequiredParameter: "The SelectRequest entity is missing a required parameter",
  OverMaxRecordSize:
    "The length of a record in the input or result is greater than maxCharsPerRecord of 1 MB",
  SQLParsingError: "Encountered an error parsing the SQL expression",
} as const;

/** An error of a selection, with its documented sentence or one that says more. */
export function selectError(code: keyof typeof messages, message: string = messages[code]): ServiceError {
  return new ServiceError(code, { message, status: 400 });
}

/** The error of a statement that cannot be read. */
export function sqlError(message?: string): ServiceError {
  return selectError("SQLParsingError", message);
}

/** The longest record, in characters, read or written. */
const maxRecord = 1024 * 1024;

/** Refuses a record that is too long. */
export function checkRecord(length: number): void {
  if (length > maxRecord) {
    throw selectError("OverMaxRecordSize");
  }
}
