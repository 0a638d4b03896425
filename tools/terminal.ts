/** What the tools print: headings, lines and progress, for a terminal of 100 columns and for a log file alike. */

/** Something that takes a while: shown as one line that updates on a terminal, as a line now and then elsewhere. */
export interface Progress {
  /** Says how far it is, for example `312 of 731 packages`. */
  update(detail: string): void;
  /** A line of output above the progress display. */
  line(text: string): void;
  /** Ends it, leaving one line with the time it took. */
  done(summary?: string): void;
  /** Ends it without a line of its own; an error message is expected to follow. */
  stop(): void;
}

/** Where a tool says what it does. */
export interface Terminal {
  /** Columns to lay text out in, at most 100. */
  readonly width: number;
  /** A line of plain text. */
  line(text?: string): void;
  /** A line that stands out and starts a step. */
  heading(text: string): void;
  /** A command as a user would type it. */
  command(text: string): void;
  /** A line about something that is as it should be. */
  good(text: string): void;
  /** A line about something that is not as it should be. */
  bad(text: string): void;
  /** A line of lesser weight. */
  faint(text: string): void;
  /** Starts a progress display. One whose output speaks for itself says nothing in a log but that output. */
  progress(title: string, options?: { readonly hasOutput?: boolean }): Progress;
}

/** Widest layout: wider lines are hard to read and break in a narrow window. */
const maximumWidth = 100;
/** How often an unattended log hears that something is still going on. */
const logIntervalMs = 20_000;
/** How often the line on a terminal is redrawn. */
const redrawIntervalMs = 200;
const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** True when colour may be used: on a terminal, and https://no-color.org is respected. */
export function usesColour(stream: NodeJS.WriteStream): boolean {
  if (process.env.NO_COLOR) {
    return false;
  }
  return Boolean(stream.isTTY) && process.env.TERM !== "dumb";
}

/** `8 s`, `4 min 05 s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

/** A terminal that writes to `stream`. */
export function createTerminal(stream: NodeJS.WriteStream = process.stdout): Terminal {
  const colour = usesColour(stream);
  const paint = (codes: string, text: string) => (colour ? `\u001b[${codes}m${text}\u001b[0m` : text);
  const width = Math.min(stream.columns || maximumWidth, maximumWidth);
  const line = (text = "") => {
    stream.write(`${text}\n`);
  };
  return {
    width,
    line,
    heading: (text) => {
      const rule = "─".repeat(Math.max(3, width - text.length - 4));
      line(`\n${paint("1;36", `── ${text} ${rule}`)}`);
    },
    command: (text) => line(`${paint("32", "$")} ${paint("1", text)}`),
    good: (text) => line(`${paint("32", "✓")} ${text}`),
    bad: (text) => line(`${paint("31", "✗")} ${text}`),
    faint: (text) => line(paint("2", text)),
    progress: (title, { hasOutput = false } = {}) => {
      if (stream.isTTY) {
        return liveProgress(stream, title, width);
      }
      return hasOutput ? silentProgress(line) : loggedProgress(line, title);
    },
  };
}

function liveProgress(stream: NodeJS.WriteStream, title: string, width: number): Progress {
  const started = Date.now();
  let detail = "";
  let frame = 0;
  const clear = () => {
    stream.write("\r\u001b[2K");
  };
  const draw = () => {
    frame += 1;
    const text = [title, detail, formatDuration(Date.now() - started)].filter(Boolean).join(" · ");
    stream.write(`\r\u001b[2K${spinner[frame % spinner.length]} ${text.slice(0, width - 3)}`);
  };
  const timer = setInterval(draw, redrawIntervalMs);
  draw();
  const stop = () => {
    clearInterval(timer);
    clear();
  };
  return {
    update: (text) => {
      detail = text;
    },
    line: (text) => {
      clear();
      stream.write(`${text}\n`);
    },
    stop,
    done: (summary) => {
      stop();
      stream.write(`${summary ?? title} (${formatDuration(Date.now() - started)})\n`);
    },
  };
}

function loggedProgress(line: (text: string) => void, title: string): Progress {
  const started = Date.now();
  let detail = "";
  line(`${title} …`);
  const timer = setInterval(() => {
    line(`  … ${[detail, formatDuration(Date.now() - started)].filter(Boolean).join(" · ")}`);
  }, logIntervalMs);
  const stop = () => clearInterval(timer);
  return {
    update: (text) => {
      detail = text;
    },
    line,
    stop,
    done: (summary) => {
      stop();
      line(`${summary ?? title} (${formatDuration(Date.now() - started)})`);
    },
  };
}

function silentProgress(line: (text: string) => void): Progress {
  return { update: () => {}, line, stop: () => {}, done: () => {} };
}
