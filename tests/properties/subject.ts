/** What property-based tests have to know of a configuration beyond its descriptor. */

import type { Failure } from "../../provider/codec";
import type { Props } from "../../provider/model/props";
import type { LiveConfig } from "../../provider/resources/configurations/descriptor";
import type { Shapes } from "../codec/arbitrary";
import type { Change } from "./changes";

/** A request that somebody else sends to a bucket. */
export interface OutsideRequest {
  readonly method: "PUT" | "DELETE";
  /** Without the question mark, values encoded. */
  readonly query: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Inputs that the provider refuses and COS takes, by the failures of a check. */
export interface Laxity {
  /** The failure's path, without indices. */
  readonly path: RegExp;
  readonly reason: RegExp;
  /** Why the one takes what the other refuses. */
  readonly because: string;
}

/** One configuration, as its tests need to know it; most need little. */
export interface Subject {
  /** Values of fields whose form only a function knows. */
  readonly shapes?: Shapes;
  /** What brings a bucket into the state that COS asks for first. */
  readonly needs?: readonly OutsideRequest[];
  /** What has to go before its bucket can. */
  readonly undo?: readonly OutsideRequest[];
  /** What of the live document decides how inputs are written. */
  readonly live?: Partial<LiveConfig>;
  /** What is read out of the document that is sent, where COS answers another one. */
  readonly readBack?: (body: string) => Props;
  /** Whether COS takes such a change of what it has. @default always */
  readonly happens?: (inputs: Props, changed: Props) => boolean;
  /** A change, with the paths at which this configuration shows it. */
  readonly seen?: (change: Change) => Change;
  /** The paths that differ after somebody else wrote the very same again. @default none */
  readonly rewritten?: (inputs: Props) => readonly string[];
  /** Fields in which nobody else can change what COS has, with the reason. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Where COS is laxer than the provider. */
  readonly laxities?: readonly Laxity[];
}

/** The laxity that a failure is about, `undefined` for one that COS shares. */
export function laxityOf({ laxities = [] }: Subject, { path, reason }: Failure): Laxity | undefined {
  const field = path.replace(/\[\d+\]/g, "");
  return laxities.find((laxity) => laxity.path.test(field) && laxity.reason.test(reason));
}
