/** Writes data to the standard output no faster than they are read there. */

import { once } from "node:events";

/** Resolves when more may be written. */
export async function write(data: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(data)) {
    await once(process.stdout, "drain");
  }
}
