/** A configuration of a bucket, as data: what its descriptor can say. */

import type { Permission } from "../../api/permissions";
import { type CosResponse, CosServiceError } from "../../client";
import type { Difference, Failure, Fields, Struct } from "../../codec";
import type { Context } from "../../model/context";
import type { BucketAddress } from "../../model/ids";
import type { Props } from "../../model/props";
import type { Look, OtherConfig } from "./interpreter/look";

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
  readonly extra?: Props;
  /** What COS says and no program can: becomes outputs, never inputs. */
  readonly computed?: Props;
  /** COS holds another one than the state tells of, so the state's write-only values do not belong to it. */
  readonly replaced?: true;
}

/** A configuration of a bucket, as data. */
export interface BucketConfig<F extends Fields = Fields> {
  /** Token and class name, such as `BucketCors`. */
  readonly token: string;
  /** What a person calls it, such as `CORS rules`. */
  readonly title: string;
  /** The sub-resource in the query, such as `cors`. */
  readonly query: string;
  /** The document's root element. */
  readonly root: string;
  /** The API's operation names, which are the names of the CAM actions too. Without `delete`, COS has no such operation. */
  readonly operations: { readonly get: string; readonly put: string; readonly delete?: string };
  /**
   * Codes of the 404 that mean "not configured". Compared without regard to case. `*` is any but `NoSuchBucket`, for
   * configurations whose code nobody has written down.
   */
  readonly absent: readonly string[];
  /** The document's fields, in the documented order. */
  readonly struct: Struct<F>;
  /** Greatest size of the document, in bytes. */
  readonly maxBytes?: number;
  /** Whether a bucket has it by nature, though nobody asked for it; what is absent or empty is so in any case. */
  readonly natural?: (value: Props) => boolean;
  /** What "off" is, where COS has no DELETE. Some of it may have to be as it was. */
  readonly reset?: WriteRequest | ((olds: Props) => WriteRequest);
  /**
   * The field that tells a bucket's several configurations of this kind apart, and the query parameter that carries it. It
   * becomes part of the id and cannot be changed.
   */
  readonly key?: {
    readonly field: string;
    readonly query: string;
    /** The sub-resource of configurations that have a key, where those without one (the field left out) are another. */
    readonly subResource?: string;
    /** A PUT takes the key from the document alone. */
    readonly onlyInDocument?: true;
  };
  /** Names of outputs that only COS knows. */
  readonly outputs?: readonly string[];
  /** Those of them that follow from where the bucket is. */
  readonly computed?: (address: BucketAddress) => Props;
  /** What a person should know before it happens: irreversible steps, things that a destroy leaves behind. */
  readonly warnings?: (olds: Props, news: Props) => readonly string[];
  /** Changes that COS never makes to what it has, found at preview. */
  readonly forbidden?: (olds: Props, news: Props) => readonly Failure[];
  /**
   * Why a destroy can only forget it, as a sentence; `undefined` when it can be removed. Shown before it is created, and when
   * it is forgotten.
   */
  readonly permanent?: (props: Props) => string | undefined;
  /** What to do about a refusal that has a special meaning here, by the service's code. */
  readonly hints?: Readonly<Record<string, (news: Props, live: LiveConfig | undefined) => string>>;
  /** What `prepare` and `remove` need beside the configuration's own operations. */
  readonly looks?: (address: BucketAddress, value: Props) => readonly Permission[];
  /** Another configuration of the bucket without whose removal COS refuses to remove this one, and the code with which it does. */
  readonly blockedBy?: {
    readonly config: OtherConfig;
    /** What a person calls it. */
    readonly title: string;
    readonly code: string;
  };
  /** What differs from the derived behaviour. */
  readonly overrides?: {
    /** The inputs in the shape in which they are kept. Called after the sent defaults are filled in. */
    readonly settle?: (value: Props) => Props;
    readonly encode?: (value: Props, live: LiveConfig | undefined) => WriteRequest;
    readonly decode?: (response: CosResponse, olds: Props) => LiveConfig;
    readonly compare?: (olds: Props, news: Props) => readonly Difference[];
    /** Looks whether COS can take it, before it is written; throws an error that says what is missing. */
    readonly prepare?: (
      look: Look,
      address: BucketAddress,
      news: Props,
      live: LiveConfig | undefined,
    ) => Promise<void>;
    /** Instead of the derived removal. */
    readonly remove?: (context: Context, address: BucketAddress, olds: Props) => Promise<void>;
  };
}

/** Whether an error says that the bucket exists and has no such configuration. */
export function isAbsent(config: Pick<BucketConfig, "absent">, error: unknown): boolean {
  return (
    CosServiceError.isInstance(error) &&
    error.status === 404 &&
    error.code !== "NoSuchBucket" &&
    config.absent.some((code) => code === "*" || code.toLowerCase() === error.code.toLowerCase())
  );
}
