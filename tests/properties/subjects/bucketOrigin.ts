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
};
