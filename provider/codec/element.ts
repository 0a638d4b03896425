/** One element. It holds either child elements or text; white space between elements is dropped. */
export interface XmlElement {
  /** The name without its namespace prefix. */
  readonly name: string;
  /** Attributes by name, prefix included (`xsi:type`). */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text as it stands, entities decoded, nothing trimmed. `""` for an element with children. */
  readonly text: string;
}
