/** Ends connections on which a request comes no further. */

import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

/** What a request emits of whose body nothing has come for too long. */
export const stalled = "stalled";

/**
 * Watches the bodies of requests; the head is watched by Node. Only the client's own waits count: while an answer is made,
 * or the emulator itself reads no further, nothing is overdue.
 * @param event what the server emits with the connections on which requests come
 * @param patience milliseconds for which nothing may come
 * @param requestOn the newest request of a connection
 */
export function endStalled(
  server: Server,
  event: "connection" | "secureConnection",
  patience: number,
  requestOn: (socket: Socket) => IncomingMessage | undefined,
): void {
  const progress = new Map<Socket, { bytes: number; since: number }>();
  server.on(event, (socket: Socket) => {
    progress.set(socket, { bytes: 0, since: performance.now() });
    socket.once("close", () => progress.delete(socket));
  });
  const check = () => {
    const now = performance.now();
    for (const [socket, last] of progress) {
      const request = requestOn(socket);
      const reads = request?.readableFlowing === true || (request?.listenerCount("readable") ?? 0) > 0;
      const waits = request && !request.complete && reads;
      if (!waits || socket.bytesRead !== last.bytes) {
        progress.set(socket, { bytes: socket.bytesRead, since: now });
      } else if (now - last.since > patience) {
        // The answer says why once; a client that stays connected is disconnected.
        if (!request.emit(stalled)) {
          socket.destroy();
        }
      }
    }
  };
  const timer = setInterval(check, Math.min(patience / 2, 5_000));
  timer.unref();
  server.once("close", () => clearInterval(timer));
}
