/** A handler's messages to the user. */
export interface Log {
  /** A line that stays in the engine's output, as a warning. */
  warn(message: string): void;
  /** Lines that stay in the engine's output. */
  info(message: string): void;
  /** A line in the status column that the next one replaces. */
  status(message: string): void;
}
