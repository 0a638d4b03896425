/** The public surface of the signing client, `pulumi-tencentcos/client`. */

export { type ErrorGroup, type Explanation, errorGroups, explainCode } from "../explanations";
export { generalRemedy } from "../explanations/explain";
export { CosClient } from "./client";
export { Crc64, combineCrc64, crc64 } from "./crc64";
export { type ClientSettings, defaultParallelism, resolveSettings } from "./credentials";
export { addressAlone, encodeKey, encodeQuery } from "./endpoint";
export { CosConfigError, CosError, CosNetworkError, CosServiceError } from "./errors";
export { proxiedFetch } from "./proxy";
export { contentMd5, percentEncode, type Signature, type SignInput, sign } from "./signature";
export type {
  CosAnswer,
  CosBody,
  CosBodySource,
  CosClientOptions,
  CosMethod,
  CosRequest,
  CosResponse,
  CosRetryOptions,
  CosTarget,
  CosTimeouts,
  Credentials,
  CredentialsProvider,
  HttpDispatcher,
  PresignRequest,
} from "./types";
export { visible, visibleJson, visibleLines } from "./visible";
