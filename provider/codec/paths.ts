/** Property paths as Pulumi writes them: `rules[0].allowedOrigins[1]`, `tags["a.b"]`. */

/** The path of a member below a path. */
export function memberPath(path: string, name: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(name)) {
    return `${path}[${JSON.stringify(name)}]`;
  }
  return path === "" ? name : `${path}.${name}`;
}

/** The path of an item below a path. */
export function itemPath(path: string, index: number): string {
  return `${path}[${index}]`;
}

/** Puts a path below another: `joinPaths("rules[0]", "id")` is `rules[0].id`. */
export function joinPaths(path: string, relative: string): string {
  if (path === "" || relative === "") {
    return path + relative;
  }
  return relative.startsWith("[") ? path + relative : `${path}.${relative}`;
}

/** The first member of a path: `rules[0].id` belongs to `rules`. */
export function topLevel(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}
