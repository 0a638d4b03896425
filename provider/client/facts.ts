/** The facts about a failure, and the interface that explains it. */

/** The request that failed. */
export interface RequestFacts {
  method: string;
  /** Full bucket name, absent for service requests. */
  bucket?: string | undefined;
  key?: string | undefined;
  region?: string | undefined;
  query?: Record<string, string | number | undefined> | undefined;
  operation?: string | undefined;
  /** The CAM action that it needs. */
  action?: string | undefined;
  /** Value of the Host header. */
  host: string;
  /** Number of attempts. */
  attempts: number;
  /** An earlier attempt may have been carried out: its answer was lost, or COS failed internally. @default false */
  unclear?: boolean | undefined;
}

/** A refusal of COS. */
export interface ServiceAnswer {
  status: number;
  /** `<Code>` of the body, or `NotFound`, `AccessDenied`, `Http<status>` when there was no body to read. */
  code: string;
  /** `<Message>` of the body, or an empty string. */
  serverMessage: string;
  requestId: string;
  /** `<StringToSign>` as the service computed it, on SignatureDoesNotMatch. */
  stringToSign?: string | undefined;
  /** `<FormatString>`: the request as the service saw it while checking the signature. */
  formatString?: string | undefined;
  /** SecretId that signed; shown shortened. */
  secretId?: string | undefined;
}

/** Advice on how to give a setting of the client in the product that uses it. */
export interface SettingAdvice {
  /** What to do, as the end of a sentence. */
  advice: string;
  configKey?: string | undefined;
  environmentVariable?: string | undefined;
}

/** Advises on failures; each answer is `undefined` where there is nothing to add. */
export interface Explain {
  /** The second line of the message about a refusal. */
  refusal?(facts: RequestFacts, answer: ServiceAnswer): string | undefined;
  /** The second line of the message about a missing answer; `code` is the system's name or one of the client. */
  noAnswer?(facts: RequestFacts, code: string): string | undefined;
  /** How a setting is given that is missing, wrong or worth a change. */
  setting?(name: "region" | "endpoint" | "parallelism"): SettingAdvice | undefined;
}
