/** Makes secrets of the arguments that a descriptor calls secret, so that the state holds them encrypted. */

import * as pulumi from "@pulumi/pulumi";
import type { Struct } from "../provider/codec/fields";
import type { Members } from "../provider/codec/members";
import { hasSecret } from "../provider/codec/secrets";

/**
 * The arguments with their secret members as secrets; one that is not known yet and holds secrets is secret as a whole.
 * @internal
 */
export function markSecrets<T>(struct: Struct, value: T): T {
  if (typeof value !== "object" || value === null || !hasSecret(struct)) {
    return value;
  }
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    return pulumi.secret(value) as T;
  }
  if (Array.isArray(value)) {
    return value.map((item) => markSecrets(struct, item)) as T;
  }
  const entries = Object.entries(value as Members).map(([name, member]) => {
    const field = Object.hasOwn(struct.fields, name) ? struct.fields[name] : undefined;
    if (field?.options.secret && member !== undefined) {
      return [name, pulumi.secret(member)];
    }
    return [name, field?.struct === undefined ? member : markSecrets(field.struct, member)];
  });
  return Object.fromEntries(entries) as T;
}
