/** A configuration of a bucket, as data: what its descriptor can say. */

import type { OperationName } from "../../api/operations/names";
import type { CosResponse } from "../../client";
import type { Difference, Draft, Failure, Fields, Struct, Values, XmlElement } from "../../codec";
import type { Context } from "../../model/context";
import type { BucketAddress } from "../../model/ids";
import type { Props } from "../../model/props";

/** Where it is. A type and no interface, since it has to be plain data too. */
type Home = { readonly bucket: string; readonly region: string };

/** What a program says of a configuration, checked, and known to the last part. Without its fields, as the registry has it, plain data. */
export type Wanted<F extends Fields> = string extends keyof F ? Props : Values<F> & Home;

/** The same while parts of it may be unknown. */
export type Proposed<F extends Fields> = string extends keyof F ? Props : Draft<Values<F> & Home>;

/** What the state or COS has of a configuration: some of it, or nothing. */
export type Recorded<F extends Fields> = string extends keyof F ? Props : Partial<Values<F> & Home>;

/** What to do about a refusal; `undefined` where it has no special meaning. */
type Remedy<F extends Fields> = {
  remedy(news: Wanted<F>, live: LiveConfig | undefined): string | undefined;
}["remedy"];

/** What "off" is, of a configuration that was so. */
type Reset<F extends Fields> = { reset(olds: Recorded<F>): WriteRequest }["reset"];

/** What is sent to write a configuration. */
export interface WriteRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A configuration as COS has it. */
export interface LiveConfig {
  /** In the shape of the inputs, without `bucket` and `region`. */
  readonly value: Props;
  /** Elements that the descriptor does not know. */
  readonly unknownElements: readonly string[];
  /** The document as COS answered it. */
  readonly document?: string;
  /** Anything that `encode` needs to know of the live document. */
  readonly extra?: Readonly<Record<string, string>>;
  /** What COS says and no program can: becomes outputs, never inputs. */
  readonly computed?: Props;
  /** COS holds another one than the state tells of, so the state's write-only values do not belong to it. */
  readonly replaced?: true;
}

/** Something that COS asks of another configuration before it takes this one. */
export interface Requirement {
  /** The other configuration, such as `BucketVersioning`. */
  readonly token: string;
  /** The bucket that has to have it. */
  readonly address: BucketAddress;
  /**
   * Whether what the bucket has is enough.
   * @param document an empty element where it has none
   */
  readonly isMet: (document: XmlElement) => boolean;
  /** What is missing, and what to do about it. */
  readonly unmet: string;
  /** What is missing when there is no such bucket; left out, COS's own refusal says it. */
  readonly noBucket?: string;
}

/** How the keys of a bucket's several configurations of one kind are found. */
export interface KeyList {
  /** The sub-resource that lists them. */
  readonly query: string;
  /** The operation that reads it. */
  readonly operation: OperationName;
  /**
   * Reads the keys; `undefined` stands for the configuration without one, where there is such a thing.
   * @param get answers the document, with more parameters where there are several pages
   */
  readonly read: (
    get: (more?: Readonly<Record<string, string>>) => Promise<XmlElement>,
  ) => Promise<readonly (string | undefined)[]>;
}

/** The operations of a configuration. Without `delete`, COS has no such operation. */
export interface ConfigOperations {
  readonly get: OperationName;
  readonly put: OperationName;
  readonly delete?: OperationName;
}

/**
 * A configuration of a bucket, as data. Its functions are typed by its fields; the registry keeps it without them, which methods allow.
 */
export interface BucketConfig<F extends Fields = Fields> {
  /** Token and class name, such as `BucketCors`. */
  readonly token: string;
  /** What a person calls it, such as `CORS rules`. */
  readonly title: string;
  /** The sub-resource in the query, such as `cors`. */
  readonly query: string;
  /** The document's root element. */
  readonly root: string;
  /** The operations of the API that it stands for. */
  readonly operations: ConfigOperations;
  /**
   * Codes of the 404 that mean "not configured". Compared without regard to case. `*` is any but `NoSuchBucket`, for
   * configurations whose code is not documented.
   */
  readonly absent: readonly string[];
  /** The document's fields, in the documented order. */
  readonly struct: Struct<F>;
  /** Greatest size of the document, in bytes. */
  readonly maxBytes?: number;
  /** Whether COS answers this of a bucket that was never configured: it counts as absent. */
  natural?(value: Recorded<F>): boolean;
  /** Whether it may be what a destroy, or a create that was killed, has left behind: it is replaced without a word. */
  leftover?(value: Recorded<F>): boolean;
  /** What "off" is, where COS has no DELETE. Some of it may have to be as it was. */
  readonly reset?: WriteRequest | Reset<F>;
  /**
   * The field that tells a bucket's several configurations of this kind apart, and the query parameter that carries it. It
   * becomes part of the id and cannot be changed.
   */
  readonly key?: {
    readonly field: keyof F & string;
    readonly query: string;
    /** What a configuration without one is (the field left out), where that is another. */
    readonly without?: { readonly query: string; readonly operations: ConfigOperations };
    /** A PUT takes the key from the document alone. */
    readonly onlyInDocument?: true;
    readonly list: KeyList;
  };
  /** What only COS knows: outputs from elements and headers of its answer, or computed. */
  readonly outputs?: Struct;
  /** Those outputs that follow from where the bucket is. */
  readonly computed?: (address: BucketAddress) => Props;
  /** What a person should know before it happens: irreversible steps, things that a destroy leaves behind. */
  warnings?(olds: Recorded<F>, news: Proposed<F>): readonly string[];
  /** Whom it opens the bucket to, such as `everyone may read`; `undefined` when it does not. */
  opens?(value: Recorded<F>): string | undefined;
  /** Changes that COS never makes: looked for at preview in what the state has, and before a write in what COS has. */
  forbidden?(olds: Recorded<F>, news: Proposed<F>): readonly Failure[];
  /**
   * Why a destroy can only forget it, as a sentence; `undefined` when it can be removed. Shown before it is created, and when
   * it is forgotten.
   */
  permanent?(value: Proposed<F>): string | undefined;
  /** What to do about a refusal that has a special meaning here, by the service's code. */
  readonly remedies?: Readonly<Record<string, Remedy<F>>>;
  /** What has to be there before it is written. It is looked at, as far as the keys may. */
  requires?(address: BucketAddress, value: Wanted<F>): readonly Requirement[];
  /** How the message about missing requirements begins. */
  readonly cannot?: (address: BucketAddress) => string;
  /** What `remove` reads beside the configuration itself. */
  readonly removalReads?: readonly {
    readonly operation: OperationName;
    readonly query: Readonly<Record<string, string | number>>;
    /** What becomes of the removal without it, as a sentence. */
    readonly otherwise: string;
  }[];
  /** Another configuration of the bucket without whose removal COS refuses to remove this one, and the code with which it does. */
  readonly blockedBy?: {
    readonly token: string;
    /** What a person calls it. */
    readonly title: string;
    readonly code: string;
  };
  /** What differs from the derived behaviour. */
  readonly overrides?: {
    /** The inputs in the shape in which they are kept. Called after the sent defaults are filled in. */
    settle?(value: Proposed<F>): Props;
    encode?(value: Wanted<F>, live: LiveConfig | undefined): WriteRequest;
    decode?(response: CosResponse, olds: Recorded<F>): LiveConfig;
    /** Parts of `news` may be unknown: `hasUnknown` tells. */
    compare?(olds: Recorded<F>, news: Recorded<F>): readonly Difference[];
    /** Instead of the derived removal. */
    remove?(context: Context, address: BucketAddress, olds: Recorded<F>): Promise<void>;
  };
}

/** Whether a document says that what it configures is on. */
export function isEnabled({ children }: XmlElement): boolean {
  return children.some(({ name, text }) => name === "Status" && text.trim() === "Enabled");
}
