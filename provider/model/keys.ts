/** Limits of object keys, and so of their prefixes and suffixes. */

/** Greatest length of a key, in UTF-8 bytes (https://www.tencentcloud.com/document/product/436/13324). */
export const maxKeyBytes = 850;
