/** Why some guesses cannot be asked about. */

export const listOfBuckets = "It shows only in the list of all buckets of the account.";
export const job = "It needs a job, which could stay in the account.";
export const fetchTask = "It needs a task, which could stay in the account.";
export const stream = "It needs a stream that is sent over RTMP.";
export const temporaryKeys = "It needs temporary keys, and a token of others.";
export const ownDomain = "It needs a registered domain that leads to the bucket.";
export const ownServer = "It needs a server on the Internet that COS asks.";
export const lock = "A bucket that was locked by mistake could not be removed.";
export const days = "It takes days until COS shows it.";
export const library =
  "It is about requests as libraries for S3 sign them, and probes sign as COS documents it.";
export const oneTimeInventory = "COS writes the list hours later, into a bucket that would have to stay.";
