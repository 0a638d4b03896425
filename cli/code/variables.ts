/** Values that a program takes from its environment instead of having them in its text. */

/** A piece of a text: as it is, or what an environment variable holds. */
export type Piece = { readonly text: string } | { readonly variable: string };

/** The secrets of a call. In texts, a mark stands in place of each. */
export class Variables {
  readonly #names = new Set<string>();

  /** The names of all environment variables. */
  get names(): readonly string[] {
    return [...this.#names];
  }

  /** The mark of a secret, by the parameter or element that holds it: `PrivateKey` comes from `COS_PRIVATE_KEY`. */
  mark(name: string): string {
    const variable = `COS_${name
      .replace(/([a-z])([A-Z])/g, "$1_$2")
      .replaceAll("-", "_")
      .toUpperCase()}`;
    this.#names.add(variable);
    // No header, no key and no document can hold this character.
    return `\0${variable}\0`;
  }

  /** The pieces of a text, at least one. */
  pieces(text: string): readonly Piece[] {
    const parts = text.split("\0");
    const pieces: Piece[] = [];
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index] ?? "";
      const isVariable = index > 0 && index < parts.length - 1 && this.#names.has(part);
      if (isVariable) {
        pieces.push({ variable: part });
      } else if (part !== "" || parts.length === 1) {
        pieces.push({ text: part });
      }
    }
    return pieces;
  }

  /** Whether a text holds a secret. */
  isIn(text: string): boolean {
    return this.pieces(text).some((piece) => "variable" in piece);
  }
}
