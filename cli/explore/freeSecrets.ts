/** Takes out of what is shown of a free request what is secret in it: its names say so. */

import { percentEncode } from "../../provider/client";
import { hidden } from "../api/hideSecrets";
import { isSecretName } from "./kept";
import type { FreeDraft, SendAnswer } from "./wire";

/** Takes them out of texts that hold pairs: URLs, what is signed, and refusals that repeat it, also as a string of JSON. */
export function hidingSecretsOf({ query, headers }: FreeDraft): (text: string) => string {
  const secrets = new Set(
    [...query, ...headers].flatMap(([name]) =>
      isSecretName(name) ? [percentEncode(name).toLowerCase()] : [],
    ),
  );
  return (text) =>
    text.replace(/(?<=^|[?&;>\n]|\\n)([^=?&;<>\n\\]+)=[^?&<\n\\]*/g, (pair, name: string) =>
      secrets.has(name.toLowerCase()) ? `${name}=${hidden}` : pair,
    );
}

/** The request, the steps of its signature and why it failed, without them. */
export function withoutSecretsOf<Shown extends Pick<SendAnswer, "request" | "signatures" | "error">>(
  free: FreeDraft,
  shown: Shown,
): Shown {
  const hide = hidingSecretsOf(free);
  const inAll = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value), (_, part) => (typeof part === "string" ? hide(part) : part));
  const typed = new Set(free.headers.map(([name]) => name.toLowerCase()));
  // The signature is the request's own, whatever was typed.
  const isTyped = (name: string) => typed.has(name) && name !== "authorization";
  const { request, signatures, error } = shown;
  return {
    ...shown,
    ...(request !== undefined && {
      request: {
        ...request,
        url: hide(request.url),
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [
            name,
            isTyped(name) && isSecretName(name) ? hidden : value,
          ]),
        ),
      },
    }),
    signatures: inAll(signatures),
    ...(error !== undefined && { error: inAll(error) }),
  };
}
