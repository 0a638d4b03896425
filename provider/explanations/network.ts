/** Failures in which no answer came: names of the system, and of this client. */
import type { ErrorGroup, Explanation } from "./explanation";

const unreachable: Explanation = {
  cause: "The network has no route to the host.",
  remedy: "Check the network, a proxy or a firewall on the way.",
};

const brokenOff: Explanation = {
  cause: "The connection was lost.",
  remedy: "Run pulumi up again; if it happens again, check the network, a proxy or a firewall on the way.",
};

const unknownIssuer: Explanation = {
  cause: "The certificate of the host is signed by an authority that this machine does not trust.",
  remedy:
    "Check tencentcos:endpoint. Behind a proxy that decrypts HTTPS, name its certificate in NODE_EXTRA_CA_CERTS.",
};

const wrongTime: Explanation = {
  cause: "The certificate of the host is not valid at this time.",
  remedy: "Check this machine's clock, then the endpoint's certificate.",
};

export const networkErrors: ErrorGroup = {
  title: "No answer",
  codes: {
    ENOTFOUND: {
      cause:
        "The host name does not resolve. It contains the region, so a misspelt region shows up like this.",
      remedy: "Check the region, tencentcos:endpoint, and this machine's DNS.",
    },
    EAI_AGAIN: {
      cause: "This machine's DNS does not answer.",
      remedy: "Check the network and the DNS settings.",
    },
    ECONNREFUSED: {
      cause: "Nothing listens there.",
      remedy: "Check tencentcos:endpoint and whether the server runs.",
    },
    EHOSTUNREACH: unreachable,
    ENETUNREACH: unreachable,
    ConnectTimeout: {
      cause: "No connection was established in time.",
      remedy: "Check the network, a proxy or a firewall on the way.",
    },
    ETIMEDOUT: {
      cause: "The system gave up the connection.",
      remedy: "Check the network, a proxy or a firewall on the way.",
    },
    ConnectFailed: unreachable,
    ECONNRESET: brokenOff,
    EPIPE: brokenOff,
    SendTimeout: {
      cause: "The upload stalled.",
      remedy: "Check the network, and lower tencentcos:parallelism when the line is slow.",
    },
    HeadersTimeout: {
      cause: "The request was sent, and no answer began.",
      remedy: "Run pulumi up again: work that COS has done meanwhile is found, and not repeated.",
    },
    BodyTimeout: { ...brokenOff, cause: "The answer stalled." },
    Deadline: {
      cause: "All tries together took longer than a request may take.",
      remedy: "Run pulumi up again; if it happens again, check the network.",
    },
    BadAnswer: {
      cause: "The server does not speak HTTP.",
      remedy: "Check tencentcos:endpoint, above all http against https and the port.",
    },
    NotFromCos: {
      cause:
        "Something else answered instead of COS, or changed its answer: a captive portal, a proxy, another server. The answer is ignored, whatever its status.",
      remedy:
        "Sign in to the network where it asks for that; check tencentcos:endpoint, and a proxy on the way (HTTPS_PROXY, NO_PROXY).",
    },
    ProxyUnreachable: {
      cause: "The proxy that the environment names (HTTPS_PROXY, HTTP_PROXY) cannot be reached.",
      remedy: "Correct or remove that variable, or name the host in NO_PROXY.",
    },
    ProxyAuthentication: {
      cause: "The proxy that the environment names requires authentication.",
      remedy: "Put user and password into the variable, as in http://user:password@proxy.example.com:3128.",
    },
    ProxyRefused: {
      cause:
        "The proxy that the environment names does not let the request through, or does not find the host.",
      remedy: "Have the proxy allow CONNECT to the host, or name the host in NO_PROXY.",
    },
    AnswerTooLong: {
      cause: "The answer is longer than any document of COS.",
      remedy: "Check tencentcos:endpoint and a proxy on the way.",
    },
    ERR_SSL_WRONG_VERSION_NUMBER: {
      cause: "The server does not speak TLS.",
      remedy: "Check tencentcos:endpoint, above all http against https and the port.",
    },
    HeadersOverflow: {
      cause: "The answer's headers are longer than any of COS.",
      remedy: "Check tencentcos:endpoint and a proxy on the way.",
    },
    ERR_TLS_CERT_ALTNAME_INVALID: {
      cause: "The certificate of the host is for another name.",
      remedy: "Check tencentcos:endpoint; a name with further dots is not covered by a wildcard.",
    },
    CERT_HAS_EXPIRED: wrongTime,
    CERT_NOT_YET_VALID: wrongTime,
    DEPTH_ZERO_SELF_SIGNED_CERT: unknownIssuer,
    SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
    UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
    BodyFailed: {
      cause: "The content could not be read from its source.",
      remedy: "Check that the file is there, or that its address answers.",
    },
    BodyLengthMismatch: {
      cause: "The content's length differs from the announced one.",
      remedy: "Do not change the file while it is uploaded.",
    },
  },
};
