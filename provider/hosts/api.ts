/** `pulumi-tencentcos/api`: every operation of COS, with the settings and explanations of this package. */

import type { CallOptions, CallParameters } from "../api/call";
import { ApiCalls } from "../api/cosApi";
import { knowledgeOfCos } from "../api/knowledge";
import { operationNames } from "../api/operations/names";
import type { ApiMethods } from "../api/types";
import { CosClient, type CosClientOptions } from "../client";
import { explain } from "../explanations/explain";
import { withoutUndefined } from "../model/props";
import { resolveSettings } from "./settings";

/** Settings of a client of the API; each one that is left out comes from the environment. */
export interface CosApiOptions extends Omit<CosClientOptions, "credentials"> {
  /** The keys. @default `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY` */
  readonly credentials?: CosClientOptions["credentials"] | undefined;
  /** The account's APPID, for short bucket names. @default `TENCENTCLOUD_APP_ID`, else it is asked of COS */
  readonly appId?: string | undefined;
}

export type { CallOptions, CallParameters, CosApiAnswer, FreeRequest } from "../api/call";
export type { UploadParameters } from "../api/cosApi";
export type { Download, DownloadOptions } from "../api/download";
export {
  type CallFailure,
  CosAnswerError,
  CosParameterError,
  type ErrorDocument,
  errorDocument,
} from "../api/errors";
export type { PostForm, PostFormParameters } from "../api/form";
export type { SelectionEvent, SelectionStatus } from "../api/selection";
export type { AnswerOf, ParametersOf } from "../api/typed";
export * from "../api/types";
export type { Upload, UploadOptions, UploadSource } from "../api/uploadObject";

export { CosConfigError, CosError, CosNetworkError, CosServiceError } from "../client";

/** The name of an operation's method. */
function methodOf(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

for (const name of operationNames) {
  Object.defineProperty(ApiCalls.prototype, methodOf(name), {
    value(this: ApiCalls, parameters?: CallParameters, options?: CallOptions) {
      return this.call(name as string, parameters, options);
    },
    configurable: true,
    writable: true,
  });
}

/** The methods, one for each operation: `cos.getBucketCors({ Bucket })`. */
export interface CosApi extends ApiMethods {}

/** A client of the whole API. */
export class CosApi extends ApiCalls {
  /** @throws CosConfigError for an unusable setting; for keys when they are first needed */
  constructor(options: CosApiOptions = {}) {
    const { onForeign: _, ...settings } = resolveSettings(() => undefined);
    const { appId, ...client } = { ...settings, ...withoutUndefined(options) };
    super({
      client: new CosClient({ explain, ...knowledgeOfCos, ...client }),
      ...(client.onWarning !== undefined && { log: { warn: client.onWarning } }),
      settings: {
        ...(client.region !== undefined && { region: client.region }),
        ...(appId !== undefined && { appId }),
      },
    });
  }
}
