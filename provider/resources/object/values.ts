/** The values of an object by their types: what a program declares, what COS answers, what the state keeps. */

import type { UploadTrace } from "../../api/upload/uploadJournal";
import type { Values } from "../../codec";
import type { contentNames, ObjectValues, objectOutputs } from "./fields";

/** What says where an object is. */
export type ObjectTarget = Pick<ObjectValues, "bucket" | "region" | "key">;

/** What says what an object holds. */
export type ObjectContent = Pick<ObjectValues, (typeof contentNames)[number]>;

type SettingName = Exclude<keyof ObjectValues, keyof ObjectTarget | keyof ObjectContent>;

/** Everything else, as a program declares it or as COS answers it; COS may answer what no program can say, such as the ACL `custom`. */
export type ObjectSettings = {
  readonly [K in SettingName]?: NonNullable<ObjectValues[K]> extends string
    ? string
    : NonNullable<ObjectValues[K]>;
};

/** The arguments of an object that have been checked. */
export type ObjectInputs = ObjectTarget & ObjectContent & ObjectSettings;

/**
 * What only an incomplete object has in the state: what is known of uploads that could not be aborted, so that the next `up` or `destroy`
 * does so wherever it runs. It is no output that a program sees, and gone once the object is complete.
 */
export type UploadTraces = { readonly unfinishedUploads?: readonly UploadTrace[] };

/** What the state keeps of an object. */
export type ObjectState = ObjectInputs & Partial<Values<typeof objectOutputs.fields>> & UploadTraces;
