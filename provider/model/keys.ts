/** What COS takes as the key of an object, and so as the beginning or the end of one. */

/** Greatest length of a key, in UTF-8 bytes (https://www.tencentcloud.com/document/product/436/13324). */
export const maxKeyBytes = 850;
