/** The emulator as a whole: what it is started with, and what can be done with it while it runs. */

import type { Server } from "node:http";
import path from "node:path";
import { Accounts, type EmulatorAccount } from "./access/accounts";
import { readOwnRules } from "./access/policy/cam";
import { emptyReport, type LifecycleReport, runLifecycle } from "./behaviour/lifecycle";
import { reviveConfiguration } from "./configurations";
import { readDomainHost } from "./configurations/domain";
import { checkRegion, hostName } from "./format/names";
import { type Administered, administer } from "./http/admin";
import { makeCertificates } from "./http/certificates";
import { checkFault, type Fault, Faults } from "./http/faults";
import { type LoggedRequest, RequestLog } from "./http/log";
import { closeServer, listen, urlOf } from "./http/server";
import { type OperationStatistics, statisticsOf } from "./http/statistics";
import { JobRunner } from "./operations/batch/runner";
import { FetchRunner } from "./operations/fetch/runner";
import type { Service } from "./request/operation";
import { BlobStore } from "./store/blobs";
import { DataFolder } from "./store/dataFolder";
import { makeFolder, removeFolder } from "./store/folder";
import { StaleViews } from "./store/stale";
import { Store } from "./store/store";

/** How an emulator is started; everything can be left out. */
export interface EmulatorOptions {
  /** The port to listen on; 0 for any that is free. @default 0 */
  readonly port?: number;
  /** The address to listen on. @default "127.0.0.1" */
  readonly host?: string;
  /**
   * Names under which it is reached, beside those of this machine, those of COS, and the domains of buckets: in a network of
   * containers perhaps `cos`. Each also stands for the names below it, such as `site-1250000000.cos`. Requests to other
   * hosts are refused, so that no web page can have its own name lead here. @default []
   */
  readonly hosts?: readonly string[];
  /** The key pair of the emulated account. @default a fixed pair, which is public */
  readonly secretId?: string;
  readonly secretKey?: string;
  /** The APPID of that account, with which its buckets' names end. @default "1250000000" */
  readonly appId?: string;
  /** The UIN of that account. @default "100000000001" */
  readonly uin?: string;
  /** Further accounts and sub-accounts. @default [] */
  readonly accounts?: readonly EmulatorAccount[];
  /** The region that is meant where the host does not show one, such as 127.0.0.1. @default "ap-guangzhou" */
  readonly region?: string;
  /**
   * Whether the host of a new bucket, `<name>-<APPID>.cos.<region>.myqcloud.com`, may have at most 60 characters: longer
   * ones get 400 BucketNameTooLong. Some accounts of the service are held to that. @default false
   */
  readonly strictNames?: boolean;
  /**
   * Whether GET ?referer shows `VerifySignatureURL` also where it was never set, as it does in some accounts; that it says
   * `Disabled` is unverified(referer-verify-url). @default false
   */
  readonly showsVerifySignatureUrl?: boolean;
  /**
   * A folder in which buckets and all that is in them stay over a restart; it is made if it is missing. One emulator at a time.
   * A write is answered when it is on the disk. @default nothing outlives the emulator
   */
  readonly data?: string;
  /**
   * Whether it speaks https, with certificates that are made at the start: clients must trust `Emulator.certificate`.
   * @default false
   */
  readonly tls?: boolean;
  /** Whether signatures are checked; without, unsigned requests are taken for the account's. @default true */
  readonly verifySignatures?: boolean;
  /** Milliseconds by which every answer is late. @default 0 */
  readonly latency?: number;
  /** Bytes a second that each connection carries in each direction. @default as many as come */
  readonly bandwidth?: number;
  /** Milliseconds for which nothing of a request may come before its connection is closed. @default 30000 */
  readonly patience?: number;
}

const day = 86_400_000;
/** The longest retention of the service. */
const maxDays = 36_500;

/** The default account. Its key pair opens nothing but emulators. */
export const defaultAccount = {
  secretId: "AKIDCosEmulatorCosEmulatorCosEmulator",
  secretKey: "cos-emulator-secret-key-no-secret",
  appId: "1250000000",
  uin: "100000000001",
} as const;

/** A running emulator. */
export interface Emulator {
  /** Its address, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  /**
   * With `tls`, the certificate of the authority that signed those of all hosts, in PEM. Its key never leaves the process, and
   * each start makes another one.
   */
  readonly certificate: string | undefined;
  /** The id of the account's key pair. */
  readonly secretId: string;
  /** The key of the account's key pair. */
  readonly secretKey: string;
  /** The account's APPID. */
  readonly appId: string;
  /** The account's UIN. */
  readonly uin: string;
  /** The newest requests, oldest first; grows as requests arrive, up to 5,000. */
  readonly requests: readonly LoggedRequest[];
  /** All requests since the start, or since `clearRequests`, summed up by operation. */
  statistics(): OperationStatistics[];
  /** Forgets the requests so far. */
  clearRequests(): void;
  /**
   * Switches a fault on.
   * @throws TypeError for an unknown kind or member
   */
  addFault(fault: Fault): void;
  /** Switches all faults off, and what they left behind. */
  clearFaults(): void;
  /**
   * Moves the emulator's time forward by so many days, 1 to 36,500, and runs the lifecycle rules of all buckets at the end
   * of each. Objects age and their locks end; signatures go on to be compared with the real time.
   * @throws TypeError for any other number
   */
  advance(days: number): LifecycleReport;
  /** Stops it and removes everything it stored, unless that is in a data folder. May be called again. */
  close(): Promise<void>;
}

/**
 * Starts an emulator in this process.
 * @throws Error when the port is taken
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { secretId, secretKey, appId, uin } = { ...defaultAccount, ...definedOf(options) };
  const account: EmulatorAccount = { secretId, secretKey, appId, uin };
  const region = options.region ?? "ap-guangzhou";
  checkRegion(region);
  options.accounts?.forEach(readOwnRules);
  const certificates = options.tls ? await makeCertificates() : undefined;
  const certificate = certificates?.authority;
  const clock = Date.now;
  const state = await openState(options.data, new StaleViews(clock));
  const { store } = state;
  const service: Service = {
    store,
    accounts: new Accounts(account, options.accounts ?? []),
    region,
    verifySignatures: options.verifySignatures ?? true,
    strictNames: options.strictNames ?? false,
    showsVerifySignatureUrl: options.showsVerifySignatureUrl ?? false,
    ahead: () => store.ahead,
    wakeJobs: () => jobs.wake(),
    startFetch: (bucket, task) => fetches.start(bucket, task),
    findDomain: (host) => readDomainHost(store, host),
    findBucket: (name, where) => {
      const bucket = store.buckets.get(name);
      return bucket && (where === undefined || where === bucket.region) ? bucket : undefined;
    },
  };
  const jobs = new JobRunner(service);
  const fetches = new FetchRunner(service);
  const [faults, log] = [new Faults(), new RequestLog()];
  const administered: Administered = {
    certificate,
    requests: log.entries,
    statistics: () => statisticsOf(log),
    clearRequests: () => log.clear(),
    addFault: (fault) => faults.add(checkFault(fault)),
    clearFaults: () => {
      faults.clear();
      store.stale.clear();
      store.blockedNames.clear();
      store.hiddenBuckets.clear();
    },
    advance: (days) => {
      checkDays(days);
      const report = emptyReport();
      for (let done = 0; done < days; done++) {
        store.ahead += day;
        runLifecycle(store, clock() + store.ahead, report);
      }
      store.changes.add("time");
      return report;
    },
  };
  let server: Server;
  try {
    server = await listen(
      {
        service,
        faults,
        log,
        clock,
        latency: options.latency ?? 0,
        bandwidth: options.bandwidth,
        hosts: (options.hosts ?? []).map(hostName),
        patience: options.patience ?? 30_000,
        certificates,
        administer: async (raw, at, query) => {
          const reply = await administer(administered, raw, at, query);
          await store.changes.settled();
          return reply;
        },
      },
      options.host ?? "127.0.0.1",
      options.port ?? 0,
    );
  } catch (error) {
    await state.close();
    throw error;
  }
  jobs.wake();
  fetches.resume();
  let closing: Promise<void> | undefined;
  return {
    url: urlOf(server, certificates !== undefined),
    secretId,
    secretKey,
    appId,
    uin,
    ...administered,
    close: () => {
      closing ??= closeServer(server)
        .then(() => Promise.all([jobs.close(), fetches.close()]))
        .then(state.close);
      return closing;
    },
  };
}

interface State {
  readonly store: Store;
  readonly close: () => Promise<void>;
}

/** The state of an earlier process, or none at all. */
async function openState(data: string | undefined, stale: StaleViews): Promise<State> {
  if (data === undefined) {
    const folder = makeFolder();
    return { store: new Store(new BlobStore(folder), stale), close: async () => removeFolder(folder) };
  }
  const folder = new DataFolder(path.resolve(data));
  const store = new Store(folder.blobs, stale, folder);
  await folder.load(store, reviveConfiguration);
  return { store, close: () => folder.close() };
}

function definedOf<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function checkDays(days: number): void {
  if (!Number.isInteger(days) || days < 1 || days > maxDays) {
    throw new TypeError(`days must be a whole number from 1 to ${maxDays}.`);
  }
}
