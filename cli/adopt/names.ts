/** Names in a program: of variables, and of resources. */

import { shortName } from "../../provider/model/bucketNames";

/** Variables of configurations that others depend on, by token. */
export const configurationVariables: Readonly<Record<string, string>> = {
  BucketVersioning: "versioning",
  BucketWebsite: "website",
  BucketAcceleration: "acceleration",
  BucketDomain: "domains",
};

/** Words that cannot be names in TypeScript, as a bucket may be called one. */
const words = `arguments await break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in instanceof interface let new null package private protected public
  return static super switch this throw true try typeof undefined var void while with yield`;

/** What a variable cannot be called, because it is a word or the program uses it already. */
const taken: readonly string[] = [
  ...words.split(/\s+/),
  ...["cos", "exports", "module", "require"],
  ...Object.values(configurationVariables),
];

/** Whether a string can be the name of a variable beside those that the program has. */
export function isVariable(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text) && !taken.includes(text);
}

/** The variable of a bucket: `site-logs-1250000000` becomes `siteLogs`. */
export function bucketVariable(bucket: string): string {
  const name = shortName(bucket).replace(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const variable = /^\d/.test(name) ? `bucket${name}` : name;
  return isVariable(variable) ? variable : `${variable}Bucket`;
}
