/** The calls that were sent from this machine. */

export function HistoryPage() {
  return <main />;
}
