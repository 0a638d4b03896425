/** Origin-pull rules: hosts and statuses. */

import fc from "fast-check";
import type { Subject } from "../subject";

const hosts = fc.constantFrom("origin.example.com", "h-1.example", "10.0.0.1:8080");

export const bucketOrigin: Subject = {
  shapes: {
    "rules.originCondition.httpStatusCode": fc.constantFrom("404", "503", "4XX"),
    "rules.originInfo.hostInfos.hostName": hosts,
    "rules.originInfo.hostInfos.privateHost.host": hosts,
    "rules.originInfo.hostInfos.standbyHosts.hostName": hosts,
    "rules.originInfo.hostInfos.standbyHosts.privateHost.host": hosts,
    "rules.httpStandbyCodes": fc.constantFrom("404", "403", "429"),
  },
  fixed: {
    "rules.originInfo.hostInfos.standbyHosts.privateHost":
      "a standby host has one of its two members, so that neither comes or goes alone",
  },
  laxities: [
    {
      path: /\.(rulePriority|weight)$/,
      reason: /^must be at least 1$/,
      because: "the page says no more than Integer; its samples begin with 1",
    },
    {
      path: /\.credentialProvider(\.\w+)?$/,
      reason: /./,
      because: "private hosts are known from the SDKs only, and what COS asks of their keys is not",
    },
    {
      path: /\.httpRedirectCode$/,
      reason: /^can be given for Redirect and Proxy only$/,
      because: "the page calls it an error with Mirror, and has it in its sample of Mirror",
    },
    {
      path: /\.fileInfo\.(prefix|suffix)$/,
      reason: /^cannot be given together with (prefix|suffix)Configuration$/,
      because: "nothing says what COS does with the old form beside the new one",
    },
  ],
};
