/** Errors of the service as a whole, and of requests that it does not take. */
import type { ErrorGroup } from "./explanation";

const report = "If a plain pulumi up leads to it, please report a bug of the provider.";

export const serviceErrors: ErrorGroup = {
  title: "The service, and requests that it does not take",
  codes: {
    SlowDown: {
      status: 503,
      cause: "The service limits the rate of requests of this bucket or account.",
      remedy: "Run pulumi up again later, or lower tencentcos:parallelism.",
    },
    ServiceUnavailable: {
      status: 503,
      cause: "The service cannot answer at the moment.",
      remedy: "Run pulumi up again later.",
    },
    InternalError: {
      status: 500,
      cause: "The service failed.",
      remedy: "Run pulumi up again later; Tencent Cloud's support needs the request id.",
    },
    RequestTimeout: {
      status: 400,
      cause: "The service waited too long for the rest of the request.",
      remedy: "Check the network, and lower tencentcos:parallelism when the line is slow.",
    },
    UserNetworkTooSlow: {
      status: 400,
      cause: "The request came in too slowly.",
      remedy: "Check the network, and lower tencentcos:parallelism when the line is slow.",
    },
    NotImplemented: {
      status: 501,
      cause: "The service does not offer the operation.",
      remedy: "Check tencentcos:endpoint: it has to be COS, or the emulator of this package.",
    },
    MethodNotAllowed: {
      status: 405,
      cause: "The host does not offer the operation.",
      remedy: "Check tencentcos:endpoint: websites and CDN hosts serve visitors only.",
    },
    InvalidArgument: {
      status: 400,
      cause: "COS does not accept a value in the request; its message says which.",
      remedy: "Correct the argument.",
      selfExplanatory: true,
    },
    InvalidRequest: {
      status: 400,
      cause: "COS rejects the request; its message says why.",
      remedy: report,
      selfExplanatory: true,
    },
    BadRquest: {
      status: 400,
      cause: "COS rejects the request (the code is spelled like this).",
      remedy: report,
      selfExplanatory: true,
    },
    InvalidURI: { status: 400, cause: "COS rejects the request's URL.", remedy: report },
    UnexpectedContent: {
      status: 400,
      cause: "The request has content that the operation does not accept.",
      remedy: report,
    },
    MissingContentLength: {
      status: 411,
      cause: "The request came without its length.",
      remedy: "Look for a proxy that changes requests.",
    },
    MissingRequestBodyError: {
      status: 400,
      cause: "The request came without its body.",
      remedy: "Look for a proxy that changes requests.",
    },
    NotFound: {
      status: 404,
      cause:
        "The bucket or object does not exist. This stands for a 404 without a body, such as that of a HEAD.",
      remedy: "Check bucket, region and key.",
    },
  },
};
