/** What a host and a handler hand each other; a file of its own, as the declarations of the host lead here. */

/** Plain JSON values by property name. */
export type Props = Readonly<Record<string, unknown>>;
