/** The fields of a browser's form: https://www.tencentcloud.com/document/product/436/14690 */

import type { Pair } from "../pairs";

/**
 * The fields before the file.
 * @param type the content type of the body
 * @returns `undefined` when the body is not one of a form
 */
export function formFields(type: string | undefined, body: string): readonly Pair[] | undefined {
  const [, quoted, plain] =
    /^multipart\/form-data;.*boundary=(?:"([^"]*)"|([^\s;]+))/is.exec(type ?? "") ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) {
    return undefined;
  }
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part): Pair[] => {
      const [, head = "", value = ""] = /^\r?\n(.*?)\r?\n\r?\n(.*?)\r?\n$/s.exec(part) ?? [];
      const name = /\bname="([^"]*)"/i.exec(head)?.[1];
      return name === undefined || /\bfilename=/i.test(head) ? [] : [[name, value]];
    });
}
