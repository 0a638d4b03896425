/** All configurations of a bucket, one line each. */

import type { Bucket } from "../store/bucket";
import type { Store } from "../store/store";
import { accelerate } from "./accelerate";
import { accessMonitor } from "./accessMonitor";
import type { Configuration } from "./configuration";
import { cors } from "./cors";
import { domain } from "./domain";
import { domainCertificate } from "./domainCertificate";
import { encryption } from "./encryption";
import { intelligentTiering, intelligentTieringById } from "./intelligentTiering";
import { inventory } from "./inventory";
import { lifecycle } from "./lifecycle";
import { logging } from "./logging";
import { notification } from "./notification";
import { objectLock } from "./objectLock";
import { origin } from "./origin";
import { policy } from "./policy";
import { referer } from "./referer";
import { replication } from "./replication";
import { strictSignature } from "./strictSignature";
import { tagging } from "./tagging";
import { versioning } from "./versioning";
import { website } from "./website";

/** By the order of the API's pages. */
// biome-ignore lint/suspicious/noExplicitAny: each has a value of its own type
export const configurations: readonly Configuration<any>[] = [
  cors,
  lifecycle,
  policy,
  referer,
  tagging,
  website,
  versioning,
  replication,
  logging,
  inventory,
  accelerate,
  encryption,
  domain,
  domainCertificate,
  origin,
  intelligentTiering,
  intelligentTieringById,
  objectLock,
  strictSignature,
  accessMonitor,
  notification,
];

/** A bucket's configuration, made again from what JSON kept of it; the name may hold a key. */
export function reviveConfiguration(name: string, stored: unknown, bucket: Bucket, store: Store): unknown {
  const query = name.split("\u0000")[0];
  return configurations.find((each) => each.query === query)?.revive?.(stored, bucket, store) ?? stored;
}
