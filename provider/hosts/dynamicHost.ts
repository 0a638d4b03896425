/**
 * What Pulumi's dynamic host knows and does not hand on, and what it says twice. It is looked at from within its own process; should a
 * later version of it be built otherwise, messages stand under the stack again and failures are told once more.
 */

import { createRequire } from "node:module";
import type { Props } from "../model/props";

/** A request of the engine, as far as it matters here (pulumi/pulumi `proto/pulumi/provider.proto`). */
interface Request {
  getUrn(): string;
}

/** A map on the wire. */
interface Struct {
  toJavaScript(): Props;
}

/** The values of a request that the host passes on to a provider, by the request's kind. */
const passedOn = {
  CheckRequest: "getNews",
  DiffRequest: "getNews",
  CreateRequest: "getProperties",
  ReadRequest: "getProperties",
  UpdateRequest: "getNews",
  DeleteRequest: "getProperties",
} as const;

const urns = new WeakMap<Props, string>();

/** The URN of the resource that a call of the host is about; an empty text when it is not known, as in the process's first call. */
export function urnOf(props: Props): string {
  return urns.get(props) ?? "";
}

/** What the host prints beside an error of `check`, `diff`, `read` and `delete`, which the engine shows anyway. */
const toldAlready = new Set<string>();

/** An error that the host hands to the engine and does not print; it would print its name and its stack. */
export function toldOnce(message: string): Error {
  const name = "tencentcos";
  toldAlready.add(`${name}: ${message}`);
  return Object.assign(new Error(message), { stack: message, toString: () => name });
}

/** Begins to note URNs, and to keep silent what the engine shows anyway. In the host's own process only. */
export function joinHost(host: string): void {
  noteUrns(host);
  const print = console.error;
  console.error = (...args: unknown[]) => {
    if (!toldAlready.delete(String(args[0]))) {
      print(...args);
    }
  };
}

function noteUrns(host: string): void {
  let kinds: Readonly<
    Record<string, { readonly prototype: Record<string, (this: Request) => Struct | undefined> }>
  >;
  try {
    kinds = createRequire(host)("../../proto/provider_pb.js");
  } catch {
    return;
  }
  for (const [kind, getter] of Object.entries(passedOn)) {
    const prototype = kinds[kind]?.prototype;
    const get = prototype?.[getter];
    if (prototype === undefined || get === undefined) {
      continue;
    }
    prototype[getter] = function (this: Request) {
      const struct = get.call(this);
      if (struct !== undefined && struct !== null) {
        const read = struct.toJavaScript.bind(struct);
        struct.toJavaScript = () => {
          const props = read();
          urns.set(props, this.getUrn());
          return props;
        };
      }
      return struct;
    };
  }
}
