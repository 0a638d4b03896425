/** Which version of the package this is. */

/** Such as `0.1.0`. */
export const { version } = require("pulumi-tencentcos/package.json") as { readonly version: string };
