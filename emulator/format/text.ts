/** Texts of the service: dates as it writes and reads them, ETags, and patterns with asterisks. */

/** `2019-05-24T11:49:50Z` */
export function isoSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

/** `2019-05-24T11:49:50.000Z`: listings print milliseconds, but always none. */
export function isoMilliseconds(time: number): string {
  return new Date(Math.floor(time / 1000) * 1000).toISOString();
}

/** `Fri, 24 May 2019 11:49:50 GMT` */
export function httpDate(time: number): string {
  return new Date(time).toUTCString();
}

/** The time of an HTTP date, in whole seconds as milliseconds; undefined when it is none. */
export function parseHttpDate(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** An ETag without quotes and without the mark of a weak one. */
export function bareEtag(text: string): string {
  return text.trim().replace(/^W\//, "").replace(/^"|"$/g, "");
}

/** Whether a string fits a pattern in which `*` stands for any characters, none included. */
export function fitsWildcards(pattern: string, text: string): boolean {
  const [first = "", ...pieces] = pattern.split("*");
  const last = pieces.pop();
  if (last === undefined) {
    return pattern === text;
  }
  if (!text.startsWith(first)) {
    return false;
  }
  let at = first.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0) {
      return false;
    }
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** Percent-encodes all but `A-Z a-z 0-9 - _ . ~`, with upper-case hex. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
