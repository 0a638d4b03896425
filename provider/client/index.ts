/** The signing client of the COS XML API. */

export { CosClient } from "./client";
export { Crc64, combineCrc64, crc64 } from "./crc64";
export { addressAlone, encodeKey, encodeQuery, parseEndpoint } from "./endpoint";
export { CosConfigError, CosError, CosNetworkError, CosServiceError } from "./errors";
export type { Explain, RequestFacts, ServiceAnswer, SettingAdvice } from "./facts";
export { type FormCondition, type FormInput, signForm, signPolicy } from "./form";
export { defaultParallelism } from "./gate";
export { proxiedFetch } from "./proxy";
export {
  contentMd5,
  percentEncode,
  type Signature,
  type SignatureSteps,
  type SignInput,
  sign,
} from "./signature";
export type {
  CosAnswer,
  CosBody,
  CosBodySource,
  CosClientOptions,
  CosMethod,
  CosObserver,
  CosRequest,
  CosResponse,
  CosRetryOptions,
  CosTarget,
  CosTimeouts,
  Credentials,
  CredentialsProvider,
  DryRun,
  HttpDispatcher,
  OperationTraits,
  PresignRequest,
} from "./types";
export { visible, visibleJson, visibleLines } from "./visible";
