/** What specs of the API share: an emulator, and a client with its account. */

import { randomBytes } from "node:crypto";
import { type Emulator, startEmulator } from "../../emulator";
import { CosApi, type CosApiOptions } from "../../provider/hosts/api";

export const region = "ap-guangzhou";

/** An emulator, and a client of the API that speaks to it. */
export interface ApiBench {
  readonly emulator: Emulator;
  readonly cos: CosApi;
  /** Another client of the same account, with other settings. */
  connect(options: CosApiOptions): CosApi;
  /** Creates a bucket, and answers its full name. */
  createBucket(): Promise<string>;
  close(): Promise<void>;
}

/** Starts them. */
export async function startApiBench(options: Parameters<typeof startEmulator>[0] = {}): Promise<ApiBench> {
  const emulator = await startEmulator({ ...options });
  const opened: CosApi[] = [];
  const connect = (more: CosApiOptions) => {
    const cos = new CosApi({
      region,
      endpoint: emulator.url,
      credentials: { secretId: emulator.secretId, secretKey: emulator.secretKey },
      retry: { baseDelayMs: 1, maxDelayMs: 5 },
      ...more,
    });
    opened.push(cos);
    return cos;
  };
  const cos = connect({});
  return {
    emulator,
    cos,
    connect,
    createBucket: async () => {
      const Bucket = `t${randomBytes(4).toString("hex")}-${emulator.appId}`;
      await cos.call("PutBucket", { Bucket });
      return Bucket;
    },
    close: async () => {
      await Promise.all(opened.map((each) => each.close()));
      await emulator.close();
    },
  };
}
