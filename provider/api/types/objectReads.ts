/** Reading and restoring objects. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { Readable } from "node:stream";
import type { ApiMethod } from "../call";
import type { SelectionEvent } from "../selection";
import type { ConditionHeaders, CustomerKeyHeaders, ObjectAnswerHeaders, ObjectParameters, ResponseParameters, XmlBody } from "./shared";

/** Parameters of GET Object. */
export interface GetObjectParameters extends ObjectParameters, ResponseParameters, ConditionHeaders, CustomerKeyHeaders {
  /**
   * The version. Left out, the newest one.
   * On the wire `versionId`.
   */
  readonly VersionId?: string | undefined;
  /**
   * Which bytes: `bytes=0-99`, `bytes=100-` or `bytes=-100`.
   * On the wire `Range`.
   */
  readonly Range?: string | undefined;
  /**
   * The greatest speed of this transfer, in bits per second. From 819200 to 838860800.
   * On the wire `x-cos-traffic-limit`.
   */
  readonly TrafficLimit?: number | undefined;
}

/** Headers that GET Object answers. */
export interface GetObjectHead extends ObjectAnswerHeaders {
  /** The length of the body in bytes. Header `Content-Length`. */
  readonly ContentLength?: number;
  /** The kind of the body. Header `Content-Type`. */
  readonly ContentType?: string;
}

/** Parameters of HEAD Object. */
export interface HeadObjectParameters extends ObjectParameters, ConditionHeaders, CustomerKeyHeaders {
  /**
   * The version. Left out, the newest one.
   * On the wire `versionId`.
   */
  readonly VersionId?: string | undefined;
  /**
   * Which bytes: `bytes=0-99`, `bytes=100-` or `bytes=-100`.
   * On the wire `Range`.
   */
  readonly Range?: string | undefined;
}

/** Headers that HEAD Object answers. */
export interface HeadObjectHead extends ObjectAnswerHeaders {
  /** The length of the body in bytes. Header `Content-Length`. */
  readonly ContentLength?: number;
  /** The kind of the body. Header `Content-Type`. */
  readonly ContentType?: string;
}

/** Parameters of OPTIONS Object. */
export interface OptionsObjectParameters extends ObjectParameters {
  /**
   * Where the page comes from that asks.
   * On the wire `Origin`.
   */
  readonly Origin: string;
  /**
   * The method that it wants to use.
   * On the wire `Access-Control-Request-Method`.
   */
  readonly AccessControlRequestMethod: "GET" | "PUT" | "POST" | "DELETE" | "HEAD";
  /**
   * The headers that it wants to send.
   * On the wire `Access-Control-Request-Headers`.
   */
  readonly AccessControlRequestHeaders?: readonly string[] | string | undefined;
}

/** Headers that OPTIONS Object answers. */
export interface OptionsObjectHead {
  /** The origin that may ask, or `*`. Header `Access-Control-Allow-Origin`. */
  readonly AccessControlAllowOrigin?: string;
  /** The methods of the rule. Header `Access-Control-Allow-Methods`. */
  readonly AccessControlAllowMethods?: string;
  /** The headers that may be sent. Header `Access-Control-Allow-Headers`. */
  readonly AccessControlAllowHeaders?: string;
  /** The headers that a script may read. Header `Access-Control-Expose-Headers`. */
  readonly AccessControlExposeHeaders?: string;
  /** Seconds for which the answer holds. Header `Access-Control-Max-Age`. */
  readonly AccessControlMaxAge?: number;
  /** Whether cookies may be sent. Header `Access-Control-Allow-Credentials`. */
  readonly AccessControlAllowCredentials?: boolean;
  /** By which headers the answer differs. Header `Vary`. */
  readonly Vary?: string;
}

/** Parameters of GET Symlink. */
export interface GetSymlinkParameters extends ObjectParameters {
  /**
   * The version. Left out, the newest one.
   * On the wire `versionId`.
   */
  readonly VersionId?: string | undefined;
}

/** Headers that GET Symlink answers. */
export interface GetSymlinkHead {
  /** The key that the link leads to. Header `x-cos-symlink-target`. */
  readonly SymlinkTarget: string;
  /**
   * Changes with the target; in quotes. Header `ETag`.
   * Unverified.
   */
  readonly ETag?: string;
  /**
   * When it was written. Header `Last-Modified`.
   * Unverified.
   */
  readonly LastModified?: string;
}

/** Parameters of SELECT Object Content. */
export interface SelectObjectContentParameters extends ObjectParameters, XmlBody<SelectObjectContentBody>, CustomerKeyHeaders {
  /**
   * The kind of the answer.
   * On the wire `select-type`.
   */
  readonly SelectType?: 2 | undefined;
  /**
   * The version. Left out, the newest one.
   * On the wire `versionId`.
   */
  readonly VersionId?: string | undefined;
}

/** What is sent, the document `SelectRequest`. */
export interface SelectObjectContentBody {
  /** The query, such as `SELECT s.name FROM COSObject s WHERE s.age > 20`. */
  readonly Expression: string;
  readonly ExpressionType: "SQL";
  readonly InputSerialization: SelectInput;
  readonly OutputSerialization: SelectOutput;
  readonly RequestProgress?: {
    /** Whether frames tell how far it is. */
    readonly Enabled?: boolean | undefined;
  } | undefined;
}

/** Parameters of POST Object restore. */
export interface PostObjectRestoreParameters extends ObjectParameters, XmlBody<PostObjectRestoreBody> {
  /**
   * The version. Left out, the newest one.
   * On the wire `versionId`.
   */
  readonly VersionId?: string | undefined;
}

/** What is sent, the document `RestoreRequest`. */
export interface PostObjectRestoreBody {
  /** Days for which the restored copy stays. 1 to 365. */
  readonly Days: number;
  readonly CASJobParameters: {
    /** How fast: 1 to 5 minutes, 3 to 5 hours or 5 to 12 hours from ARCHIVE; DEEP_ARCHIVE has no `Expedited` and takes longer. */
    readonly Tier: "Expedited" | "Standard" | "Bulk";
  };
}

/** What the object holds: one of the three. */
export interface SelectInput {
  /** Left out, it is not compressed. */
  readonly CompressionType?: "NONE" | "GZIP" | "BZIP2" | undefined;
  readonly CSV?: SelectCsvInput | undefined;
  readonly JSON?: SelectJsonInput | undefined;
  /**
   * Known from the SDKs only.
   * @default false
   */
  readonly Parquet?: {} | undefined;
}

/** How a CSV file is read. */
export interface SelectCsvInput {
  /** Whether the first line holds names: `NONE` it holds data, `USE` names columns by it, `IGNORE` passes it over. */
  readonly FileHeaderInfo?: "NONE" | "USE" | "IGNORE" | undefined;
  /** What ends a record. Left out, a line feed. */
  readonly RecordDelimiter?: string | undefined;
  /** What ends a field. Left out, a comma. */
  readonly FieldDelimiter?: string | undefined;
  /** What stands around fields that hold delimiters. Left out, a double quote. */
  readonly QuoteCharacter?: string | undefined;
  /** What stands before a quote within a field. Left out, a double quote. */
  readonly QuoteEscapeCharacter?: string | undefined;
  /** What begins a line that is passed over. Left out, `#`. */
  readonly Comments?: string | undefined;
  /** Whether a quoted field may hold the record's delimiter. */
  readonly AllowQuotedRecordDelimiter?: boolean | undefined;
}

/** How a JSON file is read. */
export interface SelectJsonInput {
  /** `LINES` has a value on each line, `DOCUMENT` one that spans lines. */
  readonly Type: "DOCUMENT" | "LINES";
}

/** What the answer is written as: one of the two. */
export interface SelectOutput {
  readonly CSV?: SelectCsvOutput | undefined;
  readonly JSON?: SelectJsonOutput | undefined;
}

/** How a CSV answer is written. */
export interface SelectCsvOutput {
  /** Whether quotes stand around all fields, or only around those that need them. */
  readonly QuoteFields?: "ASNEEDED" | "ALWAYS" | undefined;
  /** What ends a record. Left out, a line feed. */
  readonly RecordDelimiter?: string | undefined;
  /** What ends a field. Left out, a comma. */
  readonly FieldDelimiter?: string | undefined;
  /** What stands around fields. Left out, a double quote. */
  readonly QuoteCharacter?: string | undefined;
  /** What stands before a quote within a field. Left out, a double quote. */
  readonly QuoteEscapeCharacter?: string | undefined;
}

/** How a JSON answer is written. */
export interface SelectJsonOutput {
  /** What ends a record. Left out, a line feed. */
  readonly RecordDelimiter?: string | undefined;
}

/** Reading and restoring objects. */
export interface ObjectReadsMethods {
  /**
   * GET Object.
   * CAM action `name/cos:GetObject`.
   * @see https://www.tencentcloud.com/document/product/436/7753
   */
  readonly getObject: ApiMethod<GetObjectParameters, Readable, GetObjectHead>;
  /**
   * HEAD Object.
   * CAM action `name/cos:HeadObject`.
   * @see https://www.tencentcloud.com/document/product/436/7745
   */
  readonly headObject: ApiMethod<HeadObjectParameters, HeadObjectHead, HeadObjectHead>;
  /**
   * OPTIONS Object.
   * CAM action `name/cos:OptionsObject`.
   * @see https://www.tencentcloud.com/document/product/436/8288
   */
  readonly optionsObject: ApiMethod<OptionsObjectParameters, OptionsObjectHead, OptionsObjectHead>;
  /**
   * GET Symlink.
   * CAM action `name/cos:GetSymlink`.
   * @see https://cloud.tencent.com/document/product/436/111863
   */
  readonly getSymlink: ApiMethod<GetSymlinkParameters, GetSymlinkHead, GetSymlinkHead>;
  /**
   * SELECT Object Content.
   * CAM action `name/cos:GetObject`.
   * @see https://www.tencentcloud.com/document/product/436/32360
   */
  readonly selectObjectContent: ApiMethod<SelectObjectContentParameters, AsyncIterable<SelectionEvent>, {}>;
  /**
   * POST Object restore.
   * Also called `RestoreObject`.
   * CAM action `name/cos:PostObjectRestore`.
   * @see https://www.tencentcloud.com/document/product/436/12633
   */
  readonly postObjectRestore: ApiMethod<PostObjectRestoreParameters, {}, {}>;
}

/** Of each of these operations, by its name. */
export interface ObjectReadsTypes {
  readonly GetObject: { readonly parameters: GetObjectParameters; readonly body: Readable; readonly head: GetObjectHead };
  readonly HeadObject: { readonly parameters: HeadObjectParameters; readonly body: HeadObjectHead; readonly head: HeadObjectHead };
  readonly OptionsObject: { readonly parameters: OptionsObjectParameters; readonly body: OptionsObjectHead; readonly head: OptionsObjectHead };
  readonly GetSymlink: { readonly parameters: GetSymlinkParameters; readonly body: GetSymlinkHead; readonly head: GetSymlinkHead };
  readonly SelectObjectContent: { readonly parameters: SelectObjectContentParameters; readonly body: AsyncIterable<SelectionEvent>; readonly head: {} };
  readonly PostObjectRestore: { readonly parameters: PostObjectRestoreParameters; readonly body: {}; readonly head: {} };
}
