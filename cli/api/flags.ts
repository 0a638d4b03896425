/** The flags of an operation, from the table. */

import { readFileSync } from "node:fs";
import { InvalidArgumentError, Option } from "commander";
import { ownParameters } from "../../provider/api/calls";
import type { Operation } from "../../provider/api/operations";
import type { Parameter, ParameterType } from "../../provider/api/operations/operation";
import { isBare, isFixed, type NamedParameter, namedParameters } from "../../provider/api/parameters";
import { UsageError } from "./usage";

/** What an operation is called on the command line: `put-bucket-cors`. */
export function commandName({ name }: Pick<Operation, "name">): string {
  return kebab(name);
}

/** Words with dashes between them, in lower case: `MaxKeys`, `max-keys` and `x-cos-max_keys` are `max-keys`. */
export function kebab(name: string): string {
  return name
    .replace(/^x-cos-/, "")
    .replace(/-?\*$/, "")
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();
}

/** A parameter of a call that has a flag. */
export interface ParameterFlag {
  /** With its dashes. */
  readonly flag: string;
  /** What the call names it. */
  readonly parameter: string;
  readonly option: Option;
  /** Whether the flag takes a file that holds the value. */
  readonly isSecret: boolean;
}

/** Flags that every call has, so that a parameter of the same name needs another one. */
const common = [
  "region",
  "endpoint",
  "input",
  "generate-skeleton",
  "output",
  "query",
  "all",
  "out",
  "dry-run",
  "code",
  "verbose",
  "yes",
  "help",
];

const ownFlags: Readonly<Record<string, readonly [value: string, meaning: string]>> = {
  Bucket: ["<name>", "the bucket, with or without the APPID (required)"],
  Key: ["<key>", "the key of the object (required)"],
  Uin: ["<uin>", "the UIN of the root account (default: asked of COS)"],
};

/** The flags of an operation's own parameters, in the order of the table. */
export function parameterFlags(operation: Operation): readonly ParameterFlag[] {
  const own = ownParameters(operation).flatMap((parameter): ParameterFlag[] => {
    const [value, meaning] = ownFlags[parameter] ?? [];
    const flag = `--${kebab(parameter)}`;
    return value === undefined
      ? []
      : [{ flag, parameter, option: new Option(`${flag} ${value}`, meaning), isSecret: false }];
  });
  const named = [...namedParameters(operation).values()].filter(({ facts }) => !isFixed(facts)).map(flagOf);
  return [...own, ...named];
}

/**
 * What was given with the flags of parameters, by the names of the parameters.
 * @throws UsageError for a secret whose file cannot be read
 */
export function givenParameters(
  flags: readonly ParameterFlag[],
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const given = flags.flatMap(({ flag, parameter, option, isSecret }) => {
    const value = values[option.attributeName()];
    return value === undefined
      ? []
      : [[parameter, isSecret ? readSecret(flag, String(value)) : value] as const];
  });
  return Object.fromEntries(given);
}

const valueNames: Readonly<Record<ParameterType, string>> = {
  string: "<text>",
  integer: "<number>",
  boolean: "<true|false>",
  date: "<instant>",
  httpDate: "<instant>",
  unixTime: "<seconds>",
  base64: "<base64>",
  pairs: "<k1=v1&k2=v2>",
  map: "<name=value>",
};

function flagOf({ wireName, location, facts }: NamedParameter): ParameterFlag {
  const name = common.includes(kebab(wireName)) ? `${location}-${kebab(wireName)}` : kebab(wireName);
  const flag = `--${name}`;
  const value = facts.secret ? "<file>" : facts.list ? "<text,text>" : valueNames[facts.type];
  const option = new Option(isBare(facts) ? flag : `${flag} ${value}`, meaningOf(facts));
  if (facts.type === "map") {
    option.argParser((text: string, before: Readonly<Record<string, string>> = {}) => {
      const [, key, item] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      if (key === undefined || item === undefined) {
        throw new InvalidArgumentError("It must be name=value.");
      }
      return { ...before, [key]: item };
    });
  }
  return { flag, parameter: wireName, option, isSecret: facts.secret === true };
}

/**
 * Reads a secret from its file: the list of processes would show it as an argument.
 * @throws UsageError which does not repeat the argument, as it may be the secret itself
 */
export function readSecret(flag: string, file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new UsageError(
      `${flag} must be a file that holds the value: ${(error as NodeJS.ErrnoException).code}`,
    );
  }
}

function meaningOf({
  meaning,
  required,
  values,
  open,
  min,
  max,
  default: fallback,
  type,
  secret,
}: Parameter): string {
  const choices = values === undefined || values.includes("") ? undefined : values.join(", ");
  const facts = [
    required && "required",
    secret && "from a file",
    type === "map" && "may be given again",
    choices !== undefined && (open ? `such as ${choices}` : `one of ${choices}`),
    min !== undefined && max !== undefined && `${min} to ${max}`,
    fallback !== undefined && `default: ${fallback}`,
  ].filter((fact) => fact !== false && fact !== undefined);
  const sentence = meaning.replaceAll("`", "").replace(/\.$/, "");
  return facts.length === 0 ? sentence : `${sentence} (${facts.join("; ")})`;
}
