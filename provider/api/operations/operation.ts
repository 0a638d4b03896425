/** What is known of one operation of the API: plain data, from which calls, command-line flags, pages and forms are made. */

import type { CosMethod } from "../../client";
import type { Struct } from "../../codec";

/** What the text of a parameter or a header is. */
export type ParameterType =
  | "string"
  | "integer"
  /** `true` or `false`. */
  | "boolean"
  /** An instant in ISO 8601, such as `2030-01-31T00:00:00.000Z`. */
  | "date"
  /** An instant as HTTP writes it, such as `Fri, 31 Jan 2031 00:00:00 GMT`. */
  | "httpDate"
  /** An instant in Unix seconds. */
  | "unixTime"
  /** Bytes in Base64. */
  | "base64"
  /** Names and values like a query: `k1=v1&k2=v2`, both URL-encoded. */
  | "pairs"
  /** Many headers whose names begin alike: the parameter's name ends in `*`, and its value is a map from what stands there to a string. */
  | "map";

/** A parameter of the query or the path, a header, or a field of a form. */
export interface Parameter {
  readonly type: ParameterType;
  /** What it means, as sentences. */
  readonly meaning: string;
  readonly required?: true;
  /** What COS assumes without it. */
  readonly default?: string | number | boolean;
  /** The only values; of a required one with a single value there is nothing to choose. */
  readonly values?: readonly (string | number)[];
  /** The list of values grows from time to time: another one is only doubtful. */
  readonly open?: true;
  /** Several values, separated by commas. */
  readonly list?: true;
  /** Least value of a number. */
  readonly min?: number;
  /** Greatest value of a number. */
  readonly max?: number;
  /** Greatest length in UTF-8 bytes. */
  readonly maxBytes?: number;
  /** Never shown and never kept. */
  readonly secret?: true;
  /** Why it may be wrong. @default the page of the operation describes it */
  readonly certainty?: "SDK only" | "unverified";
}

/** Parameters by their exact names on the wire. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** A header of an answer, or a part of its text. */
export interface AnswerHeader {
  readonly type: ParameterType;
  readonly meaning: string;
  /** Every answer of success has it; one without it is not COS's. */
  readonly always?: true;
  /** The only values that are known. */
  readonly values?: readonly string[];
  readonly certainty?: "SDK only" | "unverified";
}

/** Headers of an answer, by their names as COS documents them. */
export type AnswerHeaders = Readonly<Record<string, AnswerHeader>>;

/** An XML document: a root element and the fields below it. */
export interface XmlBody {
  readonly kind: "xml";
  readonly root: string;
  readonly group: Struct;
  /** It may be left out altogether. */
  readonly optional?: true;
}

/** A JSON object, whose members are the elements of the group. */
export interface JsonBody {
  readonly kind: "json";
  readonly group: Struct;
}

/** The bytes of an object. */
export interface ContentBody {
  readonly kind: "content";
  readonly maxBytes: number;
}

/** A form as browsers send it (`multipart/form-data`); the field `file` comes last. */
export interface FormBody {
  readonly kind: "form";
  readonly fields: Parameters;
}

export type RequestBody = XmlBody | JsonBody | ContentBody | FormBody;

/** An XML document of an answer. */
export interface XmlAnswer {
  readonly kind: "xml";
  readonly root: string;
  /** Other names under which the root has been seen. */
  readonly otherRoots?: readonly string[];
  readonly group: Struct;
  /** Elements below the root that are never missing and never empty, as paths such as `Owner>ID`. */
  readonly always?: readonly string[];
  /** Not every answer of success has it. */
  readonly optional?: true;
  /** COS answers 200 before it knows: the document may be an `Error` instead. */
  readonly mayBeError?: true;
}

/** A JSON object of an answer. */
export interface JsonAnswer {
  readonly kind: "json";
  readonly group: Struct;
  /** A member that is never missing, in lower case: COS does not always keep to one spelling. */
  readonly always?: string;
}

/** What stands in the body of an answer; `frames` is the event stream of SELECT, `text` a playlist. */
export type AnswerBody = XmlAnswer | JsonAnswer | { readonly kind: "content" | "frames" | "text" };

/** How a listing goes on: members of its answer go back in as parameters. */
export interface Paging {
  /** The member that says whether there is more. Left out, there is more as long as the first of `next` has a value. */
  readonly more?: string;
  /** Parameter by member: `{ NextMarker: "marker" }`. */
  readonly next: Readonly<Record<string, string>>;
  /** The members that hold what is listed. */
  readonly items: readonly string[];
  /** The parameter that bounds a page. */
  readonly size?: string;
}

/**
 * What a call does to what COS holds. `replaces`: the document that is there goes, whoever wrote it. `destroys`: data or settings are
 * gone, though they can be made anew from a copy. `cannot be undone`: COS has no way back at all.
 */
export type Effect = "reads" | "writes" | "replaces" | "destroys" | "cannot be undone";

/** Which host a request goes to. */
export type HostKind =
  /** `service.cos.myqcloud.com`, or of one region `cos.<region>.myqcloud.com`. */
  | "service"
  /** `<bucket>.cos.<region>.myqcloud.com`, or a domain of the bucket. */
  | "bucket"
  /** `<account>.cos-control.<region>.myqcloud.com`. */
  | "control"
  /** `<region>.migration.myqcloud.com`. */
  | "migration";

/**
 * Whether the request carries `Content-MD5`: `required` where the page shows it or SDKs always send it, `general` where only the general
 * rule for bodies asks for it (https://www.tencentcloud.com/document/product/436/7728), `optional` for the data of objects, `none` without
 * a body.
 */
export type Md5Rule = "required" | "general" | "optional" | "none";

/** How sure it is that COS has the operation as it stands here. */
export type Certainty = "documented" | "SDK only" | "unverified";

/** Names of the methods of the official SDKs, and commands of coscli, that send it; `Bucket.GetCORS` is `client.Bucket.GetCORS` in Go. */
export interface SdkNames {
  readonly node?: readonly string[];
  readonly go?: readonly string[];
  readonly python?: readonly string[];
  readonly java?: readonly string[];
  readonly php?: readonly string[];
  readonly coscli?: readonly string[];
}

/** What the table says of one operation; its name is the key under which it stands. */
export interface OperationFacts {
  /** Other names that people know it by. */
  readonly aliases?: readonly string[];
  /** The title of its page, or what it does. */
  readonly title: string;
  /** The CAM action that it needs, without `name/cos:`. */
  readonly action: string;
  /** The action has been seen nowhere: it follows from the rule that actions are called like operations. */
  readonly actionInferred?: true;
  /** Further actions, and what they are needed for. */
  readonly otherActions?: Readonly<Record<string, string>>;
  readonly method: CosMethod;
  readonly host: HostKind;
  /** The path, with its parameters in braces, such as `/{Key}`. */
  readonly path: string;
  /** Parameters of the path other than `Bucket` and `Key`. */
  readonly pathParameters?: Parameters;
  /** The key of the query that selects it, sent without a value, such as `cors`. */
  readonly subresource?: string;
  /** Parameters of the query, without the sub-resource. */
  readonly query?: Parameters;
  /** Headers beside the common ones. */
  readonly headers?: Parameters;
  /** Left out, the request has no body. */
  readonly body?: RequestBody;
  readonly md5: Md5Rule;
  /** Statuses of success. */
  readonly statuses: readonly number[];
  readonly answerHeaders?: AnswerHeaders;
  /** Left out, an answer of success has no body. */
  readonly answer?: AnswerBody;
  readonly paging?: Paging;
  /** Error codes that are its own, with their statuses. */
  readonly errors?: Readonly<Record<string, number>>;
  readonly effect: Effect;
  /** Whether the same request may be sent again when no answer came: the second one does no more than the first. */
  readonly repeatable: boolean;
  /** Sent without a signature. */
  readonly unsigned?: true;
  /** The number of its page, `https://www.tencentcloud.com/document/product/436/<page>`. */
  readonly page?: number;
  /** The number of its Chinese page, `https://cloud.tencent.com/document/product/436/<page>`; given where there is no other. */
  readonly chinesePage?: number;
  readonly sdk: SdkNames;
  readonly certainty: Certainty;
  /** What a user should know before calling it, as sentences. */
  readonly notes?: string;
}

/** A family of operations: one file, and one page of the reference. */
export interface OperationFamily {
  /** The title of its page. */
  readonly title: string;
  readonly operations: Readonly<Record<string, OperationFacts>>;
}
