/** The three ways a call can fail: COS refused it, no answer came, or a setting is missing. */
import type { RequestFacts, ServiceAnswer } from "./facts";
import { neverArrives } from "./retry";
import { visible, visibleLines } from "./visible";

// Markers instead of instanceof: two copies of this package must agree.
const marker = {
  any: "__cosError",
  service: "__cosServiceError",
  network: "__cosNetworkError",
  config: "__cosConfigError",
};

/**
 * Root of all errors of the client. `code` is always a string: a gRPC server would take an integer for a status of its own. Whatever
 * came from outside is escaped in messages (`visible`).
 */
export class CosError extends Error {
  /** A name to branch on: the service's `<Code>`, the system's (`ECONNRESET`) or ours. */
  readonly code: string;

  constructor(message: string, code = "CosError", options?: { cause?: unknown }) {
    super(visibleLines(message), options);
    this.name = "CosError";
    this.code = code;
    mark(this, marker.any);
  }

  /** True for any error of the client, also of another copy of the package. */
  static isInstance(value: unknown): value is CosError {
    return has(value, marker.any);
  }
}

/** COS answered with an error (https://www.tencentcloud.com/document/product/436/7730). */
export class CosServiceError extends CosError {
  readonly status: number;
  readonly requestId: string;
  readonly operation: string | undefined;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly region: string | undefined;
  /** The message in COS's answer. */
  readonly serverMessage: string;
  readonly stringToSign: string | undefined;
  readonly attempts: number;
  /** COS refused the last attempt, but an earlier one may have been carried out. */
  readonly unclear: boolean;
  /** What to do about it, as the message's second line says; `undefined` where there is nothing to add. */
  readonly advice: string | undefined;

  /** @param advice what to do, as a sentence: the message's second line */
  constructor(facts: RequestFacts, received: ServiceAnswer, advice?: string) {
    const answer = visibleAnswer(received);
    const said = answer.serverMessage ? `: ${answer.serverMessage}` : "";
    super(
      inTwoLines(
        `${describeRequest(facts)}: ${answer.status} ${answer.code}${said}${footnote(answer.requestId, facts.attempts)}`,
        advice,
      ),
      answer.code,
    );
    this.name = "CosServiceError";
    this.status = answer.status;
    this.requestId = answer.requestId;
    this.operation = facts.operation;
    this.bucket = facts.bucket;
    this.key = facts.key;
    this.region = facts.region;
    this.serverMessage = answer.serverMessage;
    this.stringToSign = received.stringToSign;
    this.attempts = facts.attempts;
    this.unclear = facts.unclear === true;
    this.advice = advice;
    mark(this, marker.service);
  }

  /** True for a refusal of the service, also one made by another copy of the package. */
  static override isInstance(value: unknown): value is CosServiceError {
    return has(value, marker.service);
  }
}

/** No answer came, or it broke off. It is unknown whether COS carried out the request. */
export class CosNetworkError extends CosError {
  /** The host that was asked. */
  readonly host: string;
  readonly operation: string | undefined;
  readonly attempts: number;
  /** No attempt can have arrived: the host's name or its certificate is wrong. */
  readonly neverSent: boolean;
  /** What to do about it, as the message's second line says; `undefined` where there is nothing to add. */
  readonly advice: string | undefined;

  /** @param advice what to do, as a sentence: the message's second line */
  constructor(
    facts: RequestFacts,
    problem: { code: string; message: string; cause?: unknown },
    advice?: string,
  ) {
    super(
      inTwoLines(
        `${describeRequest(facts)}: no answer from ${facts.host}: ${problem.message}${footnote("", facts.attempts)}`,
        advice,
      ),
      problem.code,
      problem.cause === undefined ? undefined : { cause: problem.cause },
    );
    this.name = "CosNetworkError";
    this.host = facts.host;
    this.operation = facts.operation;
    this.attempts = facts.attempts;
    this.neverSent = neverArrives(problem.code) && !facts.unclear;
    this.advice = advice;
    mark(this, marker.network);
  }

  /** True when no answer came, also for an error made by another copy of the package. */
  static override isInstance(value: unknown): value is CosNetworkError {
    return has(value, marker.network);
  }
}

/** A setting is missing or cannot be used; nothing was sent. */
export class CosConfigError extends CosError {
  /** Key in the configuration of what the client is part of, when a setting of that is at fault. */
  readonly configKey: string | undefined;
  /** Environment variable such as `TENCENTCLOUD_SECRET_ID` that sets it as well. */
  readonly environmentVariable: string | undefined;

  constructor(
    message: string,
    setting?: { configKey?: string | undefined; environmentVariable?: string | undefined },
  ) {
    super(message, "CosConfigError");
    this.name = "CosConfigError";
    this.configKey = setting?.configKey;
    this.environmentVariable = setting?.environmentVariable;
    mark(this, marker.config);
  }

  /** True for a missing or unusable setting, also for an error made by another copy of the package. */
  static override isInstance(value: unknown): value is CosConfigError {
    return has(value, marker.config);
  }
}

/** `PutObjectAcl: PUT example-1250000000/a.txt ?acl in ap-guangzhou`. */
export function describeRequest(facts: RequestFacts): string {
  const key = facts.key === undefined ? "" : `/${facts.key}`;
  const query = Object.entries(facts.query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (value === "" ? name : `${name}=${shorten(String(value), 60)}`))
    .join("&");
  const region = facts.region ? ` in ${facts.region}` : "";
  const operation = facts.operation ? `${facts.operation}: ` : "";
  return `${operation}${facts.method} ${facts.bucket ?? "service"}${key}${query ? ` ?${query}` : ""}${region}`;
}

/** The answer with codes and request ids made safe to show. */
function visibleAnswer(answer: ServiceAnswer): ServiceAnswer {
  const { code, serverMessage, requestId } = answer;
  return {
    ...answer,
    code: visible(code),
    serverMessage: visible(serverMessage),
    requestId: visible(requestId),
  };
}

/** Joins what happened and what to do. Line breaks that came from outside are escaped in both. */
function inTwoLines(cause: string, remedy: string | undefined): string {
  return visible(cause) + (remedy ? `\n${visible(remedy)}` : "");
}

function footnote(requestId: string, attempts: number): string {
  const parts = [requestId && `request ${requestId}`, attempts > 1 && `${attempts} attempts`].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join(", ")})` : "";
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

function mark(error: Error, name: string): void {
  Object.defineProperty(error, name, { value: true });
}

function has(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && (value as Record<string, unknown>)[name] === true;
}
