/**
 * Certificates for https: an authority that is made at the start, whose key never leaves the process, and one certificate for
 * each host, made when a client asks for it. Who trusts the authority can verify all of them.
 */

import { generateKeyPair, randomBytes } from "node:crypto";
import { networkInterfaces } from "node:os";
import { createSecureContext, type SecureContext } from "node:tls";
import { promisify } from "node:util";
import type { pki } from "node-forge";

const newKeys = promisify(generateKeyPair);
const day = 86_400_000;
/** As long as systems accept it at most (Apple: 398 days). */
const validity = 365 * day;
const maxHosts = 1_000;

/** What a server of https needs. */
export interface Certificates {
  /** The certificate of the authority, in PEM: what clients are to trust. */
  readonly authority: string;
  /** Key and certificate for clients that name no host, because they use an address. */
  readonly own: { readonly key: string; readonly cert: string };
  /** The certificate for a host. */
  contextFor(host: string): SecureContext;
}

/** Makes an authority, and certificates for the addresses of this machine. */
export async function makeCertificates(): Promise<Certificates> {
  // Only who serves https loads it.
  const { default: forge } = await import("node-forge");
  const [ofAuthority, ofHosts] = await Promise.all([makeKeys(), makeKeys()]);
  const signer = forge.pki.privateKeyFromPem(ofAuthority.privateKey);
  const issuer = [{ name: "commonName", value: `COS emulator ${randomBytes(4).toString("hex")}` }];

  const issue = (publicKey: string, subject: pki.CertificateField[], extensions: object[]): string => {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
    // Without a leading 1 the number could be negative.
    certificate.serialNumber = `01${randomBytes(15).toString("hex")}`;
    certificate.validity.notBefore = new Date(Date.now() - day);
    certificate.validity.notAfter = new Date(Date.now() + validity);
    certificate.setSubject(subject);
    certificate.setIssuer(issuer);
    certificate.setExtensions(extensions);
    certificate.sign(signer, forge.md.sha256.create());
    return forge.pki.certificateToPem(certificate).replaceAll("\r\n", "\n");
  };
  const authority = issue(ofAuthority.publicKey, issuer, [
    { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
    { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    { name: "subjectKeyIdentifier" },
  ]);
  const issueFor = (names: readonly object[], title: string) =>
    issue(
      ofHosts.publicKey,
      [{ name: "commonName", value: title }],
      [
        { name: "basicConstraints", cA: false, critical: true },
        { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
        { name: "extKeyUsage", serverAuth: true },
        { name: "subjectAltName", altNames: names },
      ],
    );
  const addresses = Object.values(networkInterfaces()).flatMap((all = []) =>
    all.map(({ address }) => address),
  );
  const key = ofHosts.privateKey;
  const cert = issueFor(
    [{ type: 2, value: "localhost" }, ...addresses.map((ip) => ({ type: 7, ip: ip.replace(/%.*/, "") }))],
    "localhost",
  );
  const known = new Map<string, SecureContext>();
  return {
    authority,
    own: { key, cert },
    contextFor: (host) => {
      const name = host.toLowerCase();
      let found = known.get(name);
      if (!found) {
        // A common name has 64 characters at most; clients go by the other one.
        found = createSecureContext({ key, cert: issueFor([{ type: 2, value: name }], "COS emulator host") });
        if (known.size >= maxHosts) {
          known.clear();
        }
        known.set(name, found);
      }
      return found;
    },
  };
}

function makeKeys(): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  return newKeys("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}
