/** The accounts an emulator knows, and who is calling. */

import { fitsWildcards } from "../format/text";

/** An account with a key pair: a root account, or (with `subUin`) one of its sub-accounts. */
export interface EmulatorAccount {
  readonly secretId: string;
  readonly secretKey: string;
  /** The APPID its buckets end with. */
  readonly appId: string;
  /** The UIN of the root account. */
  readonly uin: string;
  /** The UIN of the sub-account; left out for the root account itself. */
  readonly subUin?: string;
  /** A temporary key pair: requests must carry this token. */
  readonly token?: string;
  /** When the token ends, in milliseconds since 1970; later requests get 400 ExpiredToken. */
  readonly tokenExpires?: number;
  /**
   * What a sub-account's own CAM policies allow on all resources, as `name/cos:<Operation>` with `*` as a wildcard.
   * Root accounts may do everything. @default []
   */
  readonly actions?: readonly string[];
  /** A CAM policy of a sub-account, as its JSON has it: `{ version: "2.0", statement: […] }`. Counts beside `actions`. */
  readonly policy?: object;
}

/** Who sent a request; `account` is undefined for anonymous requests. */
export interface Caller {
  readonly account: EmulatorAccount | undefined;
}

/** A request without a signature. */
export const anonymous: Caller = { account: undefined };

/** The principal text of a UIN, e.g. `qcs::cam::uin/100000000001:uin/100000000001`. */
export function principalOf(uin: string, subUin: string = uin): string {
  return `qcs::cam::uin/${uin}:uin/${subUin}`;
}

/** Whether it is the account itself and none of its sub-accounts. */
export function isRoot({ uin, subUin }: EmulatorAccount): boolean {
  return subUin === undefined || subUin === uin;
}

/** Whether an action such as `name/cos:Get*`, `cos:GetObject` or `*` means an operation; letter case counts. */
export function fitsAction(action: string, operation: string): boolean {
  return fitsWildcards(action.replace(/^(name\/)?cos:/, ""), operation);
}

/** Whether the account's `actions` name the operation. */
export function allowsAction({ actions = [] }: EmulatorAccount, operation: string): boolean {
  return actions.some((action) => fitsAction(action, operation));
}

/** The key pairs of an emulator, by secret id. */
export class Accounts {
  readonly #bySecretId = new Map<string, EmulatorAccount>();
  readonly #appIds = new Set<string>();
  /** The account that was configured first. */
  readonly main: EmulatorAccount;

  constructor(main: EmulatorAccount, others: readonly EmulatorAccount[]) {
    this.main = main;
    for (const account of [main, ...others]) {
      this.#bySecretId.set(account.secretId, account);
      this.#appIds.add(account.appId);
    }
  }

  /** The account of a secret id. */
  find(secretId: string): EmulatorAccount | undefined {
    return this.#bySecretId.get(secretId);
  }

  /** Whether the number is the APPID of an account. */
  isAppId(digits: string): boolean {
    return this.#appIds.has(digits);
  }
}
