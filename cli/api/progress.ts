/** A bar on the standard error output, where a person sees it. */

const width = 30;
const units = ["B", "kB", "MB", "GB", "TB"];

/** How far a transfer is; nothing is shown where the standard error output is no terminal. */
export class Progress {
  readonly #isShown = process.stderr.isTTY === true;
  #last = "";

  /** @param total bytes in all; `undefined` where that is not known */
  show(bytes: number, total: number | undefined): void {
    if (!this.#isShown) {
      return;
    }
    const share = total === undefined || total === 0 ? undefined : Math.min(1, bytes / total);
    const bar = share === undefined ? "" : `[${"#".repeat(Math.round(share * width)).padEnd(width)}] `;
    const line = `${bar}${size(bytes)}${total === undefined ? "" : ` of ${size(total)}`}`;
    if (line !== this.#last) {
      process.stderr.write(`\r\u001b[K${line}`);
      this.#last = line;
    }
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#last !== "") {
      process.stderr.write("\r\u001b[K");
      this.#last = "";
    }
  }
}

/** Bytes for people, such as `1.5 MB`. */
export function size(bytes: number): string {
  const power = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${power === 0 ? bytes : (bytes / 1_000 ** power).toFixed(1)} ${units[power]}`;
}
