/** Own domains: those of websites and of acceleration need both. */

import fc from "fast-check";
import type { Subject } from "../subject";

/** Names of domains. */
export const domainNames = fc.constantFrom(
  "www.example.com",
  "static.example.com",
  "cdn.example.org",
  "a.b-c.example.net",
  "xn--fiqs8s.example.cn",
);

export const bucketDomain: Subject = {
  shapes: { "rules.name": domainNames },
  needs: [
    {
      method: "PUT",
      query: "website",
      body: "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument></WebsiteConfiguration>",
    },
    {
      method: "PUT",
      query: "accelerate",
      body: "<AccelerateConfiguration><Status>Enabled</Status></AccelerateConfiguration>",
    },
  ],
};
