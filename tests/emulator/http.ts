/**
 * What the emulator's specs share: requests exactly as written, signed by a second implementation of q-sign that
 * follows https://www.tencentcloud.com/document/product/436/7778 step by step, and a reader of flat XML.
 */

import { createHash, createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { type Emulator, type EmulatorAccount, type EmulatorOptions, startEmulator } from "../../emulator";

export const region = "ap-guangzhou";

/** Who signs. */
export interface Keys {
  readonly secretId: string;
  readonly secretKey: string;
  /** Sent as `x-cos-security-token`. */
  readonly token?: string;
}

/** Another root account, with an APPID of its own. */
export const stranger: EmulatorAccount = {
  secretId: "AKIDstranger",
  secretKey: "stranger-key",
  appId: "1259999999",
  uin: "100000000099",
};

/** A sub-account of the emulator's account whose own policies allow nothing. */
export const powerless: EmulatorAccount = {
  secretId: "AKIDpowerless",
  secretKey: "powerless-key",
  appId: "1250000000",
  uin: "100000000001",
  subUin: "100000000011",
};

/** A sub-account that may read objects and list buckets. */
export const reader: EmulatorAccount = {
  secretId: "AKIDreader",
  secretKey: "reader-key",
  appId: "1250000000",
  uin: "100000000001",
  subUin: "100000000012",
  actions: ["name/cos:GetObject", "name/cos:HeadObject", "name/cos:GetService"],
};

/** A request as it goes over the wire. */
export interface Ask {
  /** @default "GET" */
  readonly method?: string;
  /** With it the host is the bucket's in its region; without, the host of all regions. */
  readonly bucket?: string | undefined;
  /** @default "ap-guangzhou" */
  readonly region?: string;
  /** The Host header, where it is something else. */
  readonly host?: string;
  /** Encoded, sent as it is. @default "/" */
  readonly path?: string;
  /** Encoded, sent as it is, without the question mark. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Who signs; `undefined` means the emulator's own account. */
  readonly as?: Keys | "anonymous";
}

/** An answer. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly text: string;
  /** The texts of all elements of a name, entities resolved. */
  all(name: string): string[];
  /** The text of the first element of a name; undefined when there is none. */
  one(name: string): string | undefined;
  /** The status, with the code where the body has one: `404 NoSuchKey`. */
  readonly outcome: string;
}

/** An emulator and ways to ask it. */
export interface Bench {
  readonly emulator: Emulator;
  /** A bucket name that no other test has. */
  newName(): string;
  /** Creates a bucket. */
  createBucket(headers?: Readonly<Record<string, string>>): Promise<string>;
  /** Sends a signed request. */
  ask(request: Ask): Promise<Answer>;
  /** Stores an object; throws when that fails. */
  put(
    bucket: string,
    path: string,
    body?: string | Uint8Array,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** Switches versioning on or off. */
  setVersioning(bucket: string, status: "Enabled" | "Suspended"): Promise<void>;
  /** Writes text to a new connection and reads until it is closed. */
  write(text: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts an emulator with the accounts above. */
export async function startBench(options: EmulatorOptions = {}): Promise<Bench> {
  const emulator = await startEmulator({ accounts: [stranger, powerless, reader], ...options });
  const agent = new http.Agent({ keepAlive: true });
  const { port, hostname } = new URL(emulator.url);
  const newName = () => `t${randomBytes(4).toString("hex")}-${emulator.appId}`;
  const ask = (request: Ask) => send(agent, emulator, request);
  const expect = async (status: number, request: Ask) => {
    const answer = await ask(request);
    if (answer.status !== status) {
      throw new Error(`${answer.status} ${answer.text}`);
    }
    return answer;
  };
  return {
    emulator,
    newName,
    ask,
    async createBucket(headers = {}) {
      const bucket = newName();
      await expect(200, { method: "PUT", bucket, headers });
      return bucket;
    },
    put: (bucket, path, body = "", headers = {}) =>
      expect(200, { method: "PUT", bucket, path, body, headers }),
    async setVersioning(bucket, status) {
      const body = `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`;
      await expect(200, { method: "PUT", bucket, query: "versioning", body });
    },
    async write(text) {
      const socket = net.connect(Number(port), hostname);
      const chunks: Buffer[] = [];
      socket.on("data", (chunk: Buffer) => chunks.push(chunk));
      socket.write(text);
      await once(socket, "close");
      return Buffer.concat(chunks).toString("latin1");
    },
    async close() {
      agent.destroy();
      await emulator.close();
    },
  };
}

/** The host of a bucket or, without one, of the service in all regions. */
export function hostOf(bucket: string | undefined, where = region): string {
  return bucket === undefined ? "service.cos.myqcloud.com" : `${bucket}.cos.${where}.myqcloud.com`;
}

/** Sends a signed request to an emulator. */
export async function send(agent: http.Agent, emulator: Emulator, request: Ask): Promise<Answer> {
  const { method = "GET", bucket, path = "/", query = "", body } = request;
  const as: Keys | "anonymous" = request.as ?? emulator;
  const headers: Record<string, string> = {
    host: request.host ?? hostOf(bucket, request.region),
    ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }),
    ...(as !== "anonymous" && as.token !== undefined && { "x-cos-security-token": as.token }),
    ...request.headers,
  };
  if (as !== "anonymous") {
    headers.authorization ??= signRequest(as, { method, path, query, headers }).authorization;
  }
  return exchange(agent, emulator.url, method, query ? `${path}?${query}` : path, headers, body);
}

/** One exchange; the target goes into the request line as it is. */
export async function exchange(
  agent: http.Agent,
  url: string,
  method: string,
  target: string,
  headers: Record<string, string>,
  body?: string | Uint8Array,
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const outgoing = http.request({ agent, hostname, port, method, path: target, headers });
  // As bytes: with a string Node would write the headers in the string's encoding as well.
  outgoing.end(body === undefined ? undefined : Buffer.from(body));
  const [incoming] = (await once(outgoing, "response")) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  const answerHeaders: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    answerHeaders[name] = String(value);
  }
  return readAnswer(incoming.statusCode ?? 0, answerHeaders, Buffer.concat(chunks));
}

function readAnswer(status: number, headers: Record<string, string>, body: Buffer): Answer {
  const text = body.toString("utf8");
  const all = (name: string) => elements(text, name).map(unescapeXml);
  const one = (name: string) => all(name)[0];
  return {
    status,
    headers,
    body,
    text,
    all,
    one,
    get outcome() {
      return `${status} ${one("Code") ?? ""}`.trim();
    },
  };
}

/** The inner texts of all elements of a name, as written; elements of the same name are not nested. */
export function elements(xml: string, name: string): string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>([\\s\\S]*?)</${name}>)`, "g");
  return [...xml.matchAll(pattern)].map((match) => match[1] ?? "");
}

/** Resolves the five entities and character references. */
export function unescapeXml(text: string): string {
  const known: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, digits: string | undefined, name: string) =>
    digits === undefined ? (known[name] ?? whole) : String.fromCodePoint(Number(digits)),
  );
}

type Pair = readonly [name: string, value: string];

/** What is to be signed; names and values are decoded. */
export interface ToSign {
  readonly method: string;
  readonly path: string;
  readonly parameters?: readonly Pair[];
  readonly headers?: readonly Pair[];
  /** `start;end` in Unix seconds. @default from a minute ago for an hour */
  readonly keyTime?: string;
}

/** A signature with its intermediate values, named as on the page. */
export interface QSign {
  readonly signKey: string;
  readonly httpString: string;
  readonly stringToSign: string;
  readonly signature: string;
  readonly authorization: string;
}

/** `start;end` around now, moved by so many seconds. */
export function keyTime(shift = 0, life = 3600): string {
  const start = Math.floor(Date.now() / 1000) - 60 + shift;
  return `${start};${start + life}`;
}

/** Signs as the page says. */
export function qSign(keys: Keys, input: ToSign): QSign {
  const time = input.keyTime ?? keyTime();
  const [parameters, parameterList] = join(input.parameters ?? []);
  const [headers, headerList] = join(input.headers ?? []);
  const signKey = hmac(keys.secretKey, time);
  const httpString = `${input.method.toLowerCase()}\n${input.path}\n${parameters}\n${headers}\n`;
  const stringToSign = `sha1\n${time}\n${createHash("sha1").update(httpString).digest("hex")}\n`;
  const signature = hmac(signKey, stringToSign);
  const items = [
    "q-sign-algorithm=sha1",
    `q-ak=${keys.secretId}`,
    `q-sign-time=${time}`,
    `q-key-time=${time}`,
    `q-header-list=${headerList}`,
    `q-url-param-list=${parameterList}`,
    `q-signature=${signature}`,
  ];
  return { signKey, httpString, stringToSign, signature, authorization: items.join("&") };
}

/** Signs a request as it is sent: everything in its query and all of its headers. */
export function signRequest(
  keys: Keys,
  request: {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly headers: Readonly<Record<string, string>>;
  },
  time?: string,
): QSign {
  const absolute = /^https?:\/\/[^/]*/.exec(request.path)?.[0] ?? "";
  return qSign(keys, {
    method: request.method,
    path: decodeURIComponent(request.path.slice(absolute.length)),
    parameters: readPairs(request.query),
    headers: Object.entries(request.headers).map(([name, value]) => [
      name,
      Buffer.from(value, "latin1").toString("utf8"),
    ]),
    ...(time !== undefined && { keyTime: time }),
  });
}

/** The signature as parameters of a URL. */
export function asQuery(authorization: string): string {
  return authorization
    .split("&")
    .map((item) => {
      const equals = item.indexOf("=");
      return `${item.slice(0, equals)}=${escapeAll(item.slice(equals + 1))}`;
    })
    .join("&");
}

function readPairs(query: string): Pair[] {
  return query
    .split("&")
    .filter(Boolean)
    .map((piece) => {
      const [name = "", ...rest] = piece.split("=");
      return [decodeURIComponent(name), decodeURIComponent(rest.join("="))];
    });
}

function join(pairs: readonly Pair[]): [joined: string, list: string] {
  const escaped = pairs
    .map(([name, value]) => [escapeAll(name).toLowerCase(), escapeAll(value)] as const)
    // Repeated names, which only Go's SDK signs, go by their values.
    .sort(([a, x], [b, y]) => compareBytes(a, b) || compareBytes(x, y));
  return [escaped.map((pair) => pair.join("=")).join("&"), escaped.map(([name]) => name).join(";")];
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Percent-encodes every byte that is not unreserved. */
export function escapeAll(text: string): string {
  let escaped = "";
  for (const byte of Buffer.from(text, "utf8")) {
    const character = String.fromCharCode(byte);
    escaped += /[A-Za-z0-9\-_.~]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return escaped;
}

function hmac(key: string, text: string): string {
  return createHmac("sha1", key).update(text).digest("hex");
}
