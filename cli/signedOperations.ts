/** What `sign` has URLs for, by their methods. */
export const signedOperations = {
  GET: "GetObject",
  PUT: "PutObject",
  HEAD: "HeadObject",
  DELETE: "DeleteObject",
} as const;
