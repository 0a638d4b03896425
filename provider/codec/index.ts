/** Descriptors ⇄ XML ⇄ plain data. */

export * from "./compare";
export * from "./decode";
export * from "./draft";
export * from "./element";
export * from "./encode";
export * from "./fields";
export * from "./members";
export * from "./normalise";
export * from "./paths";
export * from "./secrets";
export * from "./unknown";
export * from "./validate";
export * from "./wireNames";
export * from "./writeOnly";
export * from "./xml";
