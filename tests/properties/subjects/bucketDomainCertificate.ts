/** Certificates: COS shows their id, and never the texts. */

import fc from "fast-check";
import { decodeStruct, parseXml } from "../../../provider/codec";
import { bucketDomainCertificate as config } from "../../../provider/resources/configurations/domainCertificate";
import type { Subject } from "../subject";

const domains = ["www.example.com", "static.example.com", "cdn.example.org"];

const pem = (label: string) =>
  fc
    .base64String({ minLength: 4, maxLength: 64 })
    .map((text) => `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----\n`);

const rules = domains.map(
  (name) => `<DomainRule><Status>ENABLED</Status><Name>${name}</Name><Type>REST</Type></DomainRule>`,
);

export const bucketDomainCertificate: Subject = {
  shapes: {
    domainName: fc.constantFrom(...domains),
    cert: pem("CERTIFICATE"),
    privateKey: fc.oneof(pem("PRIVATE KEY"), pem("RSA PRIVATE KEY")),
  },
  needs: [
    { method: "PUT", query: "domain", body: `<DomainConfiguration>${rules.join("")}</DomainConfiguration>` },
  ],
  readBack: (body) => decodeStruct(config.struct, parseXml(body)).value,
  // Another certificate has another id, and then neither text of the state belongs to it.
  seen: (change) =>
    change.field === "cert" || change.field === "privateKey"
      ? { ...change, drifted: ["cert", "privateKey"] }
      : change,
  rewritten: ({ cert }) => (cert === undefined ? [] : ["cert", "privateKey"]),
};
