/**
 * Origin-pull of a bucket: what COS does when an object is not there. The vendor's pages "PUT Bucket Origin", "GET Bucket Origin" and
 * "DELETE Bucket Origin" belong to the Chinese site; the rest is from the Go SDK (`bucket_origin.go`).
 */

import type { CosResponse } from "../../client";
import { decodeStruct, encodeStruct, parseXml, renderXml, type XmlElement } from "../../codec";
import { originConfiguration } from "../../model/documents/origin";
import type { BucketConfig, LiveConfig, Wanted, WriteRequest } from "./descriptor";

/** The configuration `?origin`. */
export const bucketOrigin = {
  token: "BucketOrigin",
  title: "origin-pull rules",
  query: "origin",
  root: "OriginConfiguration",
  operations: { get: "GetBucketOrigin", put: "PutBucketOrigin", delete: "DeleteBucketOrigin" },
  absent: ["OriginConfigurationNotFoundError"],
  struct: originConfiguration,
  overrides: { encode, decode },
} as const satisfies BucketConfig<typeof originConfiguration.fields>;

function encode(value: Wanted<typeof originConfiguration.fields>): WriteRequest {
  return {
    body: renderXml(rewrite(encodeStruct(bucketOrigin.root, originConfiguration, value), numberStandbys)),
  };
}

function decode(response: CosResponse): LiveConfig {
  return decodeStruct(originConfiguration, rewrite(parseXml(response.body.toString()), collectStandbys));
}

/** An element with its children changed, from the inside out. */
function rewrite(element: XmlElement, change: (element: XmlElement) => XmlElement): XmlElement {
  return change({ ...element, children: element.children.map((child) => rewrite(child, change)) });
}

/** Standby hosts are numbered by their elements' names: `StandbyHostName_1`, `PrivateStandbyHost_2`. */
function numberStandbys(element: XmlElement): XmlElement {
  let number = 0;
  return mapChildren(element, "HostInfo", (child) => {
    if (child.name !== "StandbyHost") {
      return child;
    }
    number++;
    const [host] = child.children;
    return host === undefined
      ? child
      : {
          ...host,
          name: `${host.name === "PrivateHost" ? "PrivateStandbyHost" : "StandbyHostName"}_${number}`,
        };
  });
}

/** The reverse, in the order of the numbers. The name of the forbidden headers' element in the Go SDK is understood too. */
function collectStandbys(element: XmlElement): XmlElement {
  const renamed = mapChildren(element, "HttpHeader", (child) =>
    child.name === "ForbidFollowHttpHeaders" ? { ...child, name: "ForbidFollowHeaders" } : child,
  );
  if (renamed.name !== "HostInfo") {
    return renamed;
  }
  const standbys = renamed.children.flatMap((child) => {
    const [, kind, number] = /^(StandbyHostName|PrivateStandbyHost)_(\d+)$/.exec(child.name) ?? [];
    const name = kind === "StandbyHostName" ? "HostName" : "PrivateHost";
    return kind === undefined
      ? []
      : [
          {
            child,
            number: Number(number),
            standby: { name: "StandbyHost", text: "", children: [{ ...child, name }] },
          },
        ];
  });
  const others = renamed.children.filter((child) => standbys.every((standby) => standby.child !== child));
  const ordered = [...standbys].sort((a, b) => a.number - b.number).map(({ standby }) => standby);
  return { ...renamed, children: [...others, ...ordered] };
}

function mapChildren(
  element: XmlElement,
  name: string,
  change: (child: XmlElement) => XmlElement,
): XmlElement {
  return element.name === name ? { ...element, children: element.children.map(change) } : element;
}
