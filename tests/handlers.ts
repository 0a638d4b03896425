/** Handlers as the registry has them: plain data in, plain data out. */

import { bucket as typedBucket } from "../provider/resources/bucket/handler";
import { folder as typedFolder } from "../provider/resources/folder/handler";
import type { Handler, ImmediateHandler } from "../provider/resources/handler";
import { objectCopy as typedObjectCopy } from "../provider/resources/object/copy/handler";
import { object as typedObject } from "../provider/resources/object/handler";

export const bucket: ImmediateHandler = typedBucket;
export const object: ImmediateHandler = typedObject;
export const objectCopy: ImmediateHandler = typedObjectCopy;
export const folder: Handler = typedFolder;
