/** Ends this process when the engine that started it is gone. */

import http2 from "node:http2";

/** Milliseconds after which a connection that ended is made again. */
const pauseMs = 100;

/** Refused connections in a row after which the engine counts as gone. */
const refusals = 2;

/**
 * Ends the process as soon as nothing listens at the engine's address, such as `127.0.0.1:40123`. An engine that was killed
 * cannot say so, and what it had asked for would go on for hours, into the next `up`. The parent process says nothing: it is a shell
 * that waits for this one.
 *
 * A connection stands idle meanwhile; it does not keep the process alive.
 * @param end what is done about it; all requests in flight are to stop with it, and none is to begin
 */
export function endWithEngine(address: string, end: () => void = () => process.exit(1)): void {
  let refused = 0;
  const connect = (): void => {
    // The engine's own protocol: bytes of another one would have it wait for the rest.
    const session = http2.connect(`http://${address}`, () => {
      refused = 0;
    });
    session.unref();
    session.on("error", (error: NodeJS.ErrnoException) => {
      refused = error.code === "ECONNREFUSED" ? refused + 1 : 0;
    });
    session.on("close", () => {
      if (refused >= refusals) {
        end();
      } else {
        setTimeout(connect, pauseMs).unref();
      }
    });
  };
  connect();
}
