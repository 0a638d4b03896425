/** The method of HTTP, as a mark in its colour. */

export function MethodMark({ method }: { readonly method: string }) {
  return <span class={`method method-${method.toLowerCase()}`}>{method === "DELETE" ? "DEL" : method}</span>;
}
