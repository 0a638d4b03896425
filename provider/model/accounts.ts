/** Accounts, as access rules, policies and replications name them. */

/** Everybody, with or without an account (https://www.tencentcloud.com/document/product/436/18023). */
export const anyone = "qcs::cam::anyone:anyone";

/** The reason why a string is not an account's number. */
export function uinReason(value: string): string | undefined {
  return /^\d+$/.test(value) ? undefined : "must be an account's number (UIN), such as 100000000001";
}
