/** Buckets with everything that can be configured, from the documented samples that the tests use. */
import { wholeStack } from "../tests/cli/wholeStack";
import type { BenchEmulator } from "./emulator";
import { account, region } from "./emulator";
import type { Declared } from "./stack";

/** The buckets of the samples. */
const [site, target, locked] = ["site", "target", "locked"].map((name) => `${name}-${account.appId}`);

/** What others need: versions for a replication, a website and acceleration for a domain, a domain for its certificate. */
const early: readonly (readonly string[])[] = [
  ["BucketVersioning", "BucketWebsite", "BucketAcceleration"],
  ["BucketDomain"],
];

/**
 * The configurations that one bucket can have at the same time, all but `BucketObjectLock`, as lists of which each needs the one
 * before.
 * @param bucket its name, of which the domains are made that are its own
 */
export function wholeBucket(bucket: string): readonly (readonly Declared[])[] {
  const declared = declaredOf(site as string, bucket);
  const listed = early.flat();
  return [...early, declared.map(({ token }) => token).filter((token) => !listed.includes(token))].map(
    (tokens) => declared.filter(({ token }) => tokens.includes(token)),
  );
}

/** `BucketObjectLock`, which excludes some of the others. */
export function objectLock(bucket: string): readonly Declared[] {
  return declaredOf(locked as string, bucket);
}

function declaredOf(sample: string, bucket: string): readonly Declared[] {
  const text = JSON.stringify(
    wholeStack("").filter(({ token, inputs }) => token !== "Bucket" && inputs.bucket === sample),
  );
  const own = text.replaceAll(sample, bucket).replaceAll(".example.com", `.${bucket}.example.com`);
  return (JSON.parse(own) as Declared[]).map(({ token, inputs }) => ({ token, name: token, inputs }));
}

/** Makes the bucket into which the samples write. */
export async function makeTarget({ outsider }: BenchEmulator): Promise<void> {
  const place = { Bucket: target as string, Region: region };
  await outsider.putBucket(place);
  await outsider.putBucketVersioning({ ...place, VersioningConfiguration: { Status: "Enabled" } });
}
