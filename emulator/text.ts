/** How the service writes dates, and reads the few it is given. */

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
