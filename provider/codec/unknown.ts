/** Values that are not known yet while Pulumi previews. */

/**
 * What a dynamic provider receives in place of a value that is not known yet.
 * Source: `unknownValue` in pulumi/pulumi `sdk/nodejs/runtime/rpc.ts`; it is part of the wire protocol.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value stands for one that is known only after other resources exist. */
export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** Whether a value is unknown or holds an unknown somewhere inside. */
export function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(hasUnknown);
  }
  if (typeof value === "object" && value !== null) {
    return Object.values(value).some(hasUnknown);
  }
  return isUnknown(value);
}
