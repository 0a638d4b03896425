/** Types of Tencent's SDK for Go, as tools/goTypes.ts has read them from its sources. */

import types from "./goTypes.json";

/** What methods take after the context, and what they answer, by `Service.Method`. */
export const goMethods: Readonly<Record<string, string>> = types.goMethods;

/** Fields of structs: name, type, and where a value goes. Of the answers of listings, only what leads to the next page is here, and the items. */
export const goStructs: Readonly<Record<string, readonly string[]>> = types.goStructs;
