/** Asks the server while somebody types. */

/** How long typing has to rest before the server is asked, in milliseconds. */
export const typingPause = 150;

/**
 * Asks after a pause. What comes after it was given up is dropped.
 * @returns gives it up
 */
export function askLater<Answer>(
  ask: (signal: AbortSignal) => Promise<Answer>,
  onAnswer: (answer: Answer) => void,
  onError: (error: unknown) => void,
  pause = typingPause,
): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  const timer = setTimeout(() => {
    ask(signal).then(
      (answer) => signal.aborted || onAnswer(answer),
      (error) => signal.aborted || onError(error),
    );
  }, pause);
  return () => {
    clearTimeout(timer);
    abort.abort();
  };
}
