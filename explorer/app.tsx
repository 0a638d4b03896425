/** The page as a whole. */

export function App() {
  return (
    <main>
      <h1>COS API Explorer</h1>
    </main>
  );
}
