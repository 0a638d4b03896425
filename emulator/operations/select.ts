/** Selecting records of an object by SQL. https://www.tencentcloud.com/document/product/436/32360 */

import { ServiceError } from "../format/errors";
import { readXml } from "../request/body";
import { followSymlink, type Operation, requireVersion } from "../request/operation";
import { selectFrames } from "../select/frames";
import { readSelection } from "../select/request";
import { readBody } from "../store/body";
import { checkReadable } from "./object";
import { checkCustomerKey } from "./write";

/** The longest document: its expression has at most 256 KB. */
const maxDocument = 512 * 1024;

/** `POST /<key>?select&select-type=2`. Addresses with the bucket in the path are taken too, other than by the service. */
export const selectObjectContent: Operation = {
  name: "SelectObjectContent",
  action: "GetObject",
  on: "object",
  need: "object-read",
  run: async (call) => {
    const { request } = call;
    // unverified(select-type): the code
    if (request.query.get("select-type") !== "2") {
      throw new ServiceError("InvalidArgument", { message: "select-type must be 2." });
    }
    const selection = readSelection(await readXml(request, maxDocument));
    const version = followSymlink(call, requireVersion(call));
    checkReadable(request, version);
    checkCustomerKey(request.headers, version.encryption);
    const frames = selectFrames(selection, readBody(version.body));
    // unverified(select-early-errors): that what goes wrong before the first message is an answer with its own status
    const first = await frames.next();
    return {
      status: 200,
      headers: { "content-type": "application/octet-stream" },
      body: resumed(first, frames),
    };
  },
};

async function* resumed(first: IteratorResult<Buffer>, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.done) {
    return;
  }
  yield first.value;
  yield* rest;
}
