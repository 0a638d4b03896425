/** A certificate with its key, made for tests. */

const pem = (what: string, base64: string) =>
  `-----BEGIN ${what}-----\n${base64.match(/.{1,64}/g)?.join("\n")}\n-----END ${what}-----\n`;

/** An untrusted certificate: www.example.com, 2026-01-01 to 2036-01-01. */
export const cert = pem(
  "CERTIFICATE",
  "MIIBGzCBwgIBATAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA93d3cuZXhhbXBsZS5jb20wHhcNMjYwMTAxMDAwMDAwWhcNMzYw" +
    "MTAxMDAwMDAwWjAaMRgwFgYDVQQDDA93d3cuZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASCf5URFD0x" +
    "NIeQbs6eDiNvjFvAUqfeh5ltRgi8F6rYyaWc8rj6RJbX3EE3eZ3NUgE85Pju36ZzoVVD6fHwsdobMAoGCCqGSM49BAMCA0gA" +
    "MEUCIQDiwpIKEd2LuMRw2bV1EAgeUZDpekVWV6+YWP6BhTtSdgIgEIFrQXW3AUUcD9VbcpO1iw5KEk/QNKV8mf4DkxK0rto=",
);

/** Its private key, which is not a secret. */
export const key = pem(
  "PRIVATE KEY",
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgrDS1SuSl5dLhHBn0zaB1G0SPFPHQXnBTLbdLI1GHTfuhRANC" +
    "AASCf5URFD0xNIeQbs6eDiNvjFvAUqfeh5ltRgi8F6rYyaWc8rj6RJbX3EE3eZ3NUgE85Pju36ZzoVVD6fHwsdob",
);

/** The private key of no certificate. */
export const otherKey = pem(
  "PRIVATE KEY",
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgnlWqJWbeZk/Cnb8ua+aiN0XD7UBxYhCaie3lp+bqxcihRANC" +
    "AAT9beziV38gx7TxkfdRTBfkYy9a26JylfhTyINgQFjHdCImRIBHDsBVr6bFjgv+HhLTZLQop6NxEY33JL9/npFf",
);
