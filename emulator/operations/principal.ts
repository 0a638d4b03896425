/** Initiator and owner of an upload, as listings name them. */

import { principalOf } from "../access/accounts";
import { element } from "../format/xml";

/** `<Initiator>` and `<Owner>`; DisplayName is the bare UIN here, as in the samples of page 7747. */
export function principalElements(initiatorUin: string, ownerUin: string): string[] {
  const of = (name: string, uin: string) =>
    element(name, [element("ID", principalOf(uin)), element("DisplayName", uin)]);
  return [of("Initiator", initiatorUin), of("Owner", ownerUin)];
}
