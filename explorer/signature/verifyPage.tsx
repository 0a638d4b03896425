/** Verifies signatures. */

export function VerifyPage() {
  return <main />;
}
