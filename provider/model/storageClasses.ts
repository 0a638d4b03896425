/** Storage classes that configurations name (https://www.tencentcloud.com/document/product/436/30925). */

/** Every class. Those beginning with `MAZ_` are for buckets with several zones; of these the archives are known from SDKs only. */
export const storageClasses = [
  "STANDARD",
  "STANDARD_IA",
  "INTELLIGENT_TIERING",
  "ARCHIVE",
  "DEEP_ARCHIVE",
  "MAZ_STANDARD",
  "MAZ_STANDARD_IA",
  "MAZ_INTELLIGENT_TIERING",
  "MAZ_ARCHIVE",
  "MAZ_DEEP_ARCHIVE",
] as const;
