/** Makes declarations of a bucket's contents, and lists what cannot be declared. */

import type { Struct } from "../../provider/codec";
import { shortName } from "../../provider/model/bucketNames";
import type { Settings } from "../../provider/model/context";
import type { PolicyDocument } from "../../provider/model/documents/policy";
import { type BucketAddress, parseKeyedId } from "../../provider/model/ids";
import type { Props } from "../../provider/model/props";
import { handlers } from "../../provider/resources";
import { bucketConfigs, configOf } from "../../provider/resources/configurations";
import type { CheckResult, ImmediateHandler } from "../../provider/resources/handler";
import type { ConfigurationState, PresentConfiguration } from "../bucketState";
import { withoutDefaults } from "./arguments";
import { Code, type Expression } from "./expression";
import { configurationVariables } from "./names";
import { policyExpression } from "./policy";

/** A resource in the program. */
export interface Declaration {
  /** The class, such as `BucketCors`. */
  readonly token: string;
  /** The resource's name. */
  readonly name: string;
  readonly args: { readonly [name: string]: Expression };
  readonly options?: { readonly [name: string]: Expression };
  /** Set when others refer to it. */
  readonly variable?: string;
  /** What a reader should know of it, as sentences. */
  readonly remarks: readonly string[];
}

/** Something that is there and that the program does not declare. */
export interface Omission {
  readonly token: string;
  /** The key of an object, or of a keyed configuration. */
  readonly key?: string;
  /** Why, as a sentence without a full stop. */
  readonly reason: string;
  /** It could not be read; else it was read, and no program can say it. */
  readonly unread: boolean;
}

/** Where declarations are, and how they refer to their bucket. */
export interface DeclaredBucket {
  readonly address: BucketAddress;
  /** The bucket's variable; without one its name and its region are written. */
  readonly variable: string | undefined;
}

/** Resources in the order in which a reader meets them: the bucket first. */
export const order: readonly string[] = ["Bucket", ...bucketConfigs.map(({ token }) => token)];

/** The bucket itself. */
export function declareBucket(inputs: Props): Declaration {
  const { bucket, region, redundancy } = inputs as Readonly<Record<string, string>>;
  return {
    token: "Bucket",
    name: shortName(String(bucket)),
    args: {
      bucket: String(bucket),
      region: String(region),
      ...(redundancy !== undefined && { redundancy }),
      adoptExisting: true,
    },
    options: { protect: true },
    remarks: [],
  };
}

/**
 * The configurations of a bucket as declarations that COS agrees with already: each has passed the handler's own check and comparison, so that
 * adopting it writes nothing.
 */
export function declareConfigurations(
  settings: Settings,
  bucket: DeclaredBucket,
  states: readonly ConfigurationState[],
): { readonly declarations: readonly Declaration[]; readonly omissions: readonly Omission[] } {
  const declarations: Declaration[] = [];
  const omissions: Omission[] = [];
  for (const state of states) {
    const { token } = state;
    if (state.state === "refused") {
      const key = state.id === undefined ? undefined : parseKeyedId(state.id).key;
      omissions.push({ token, ...(key !== undefined && { key }), reason: state.error.message, unread: true });
    } else if (state.state === "present") {
      const { inputs, reason } = wordsFor(settings, state);
      const { key } = parseKeyedId(state.id);
      if (reason !== undefined) {
        omissions.push({ token, ...(key !== undefined && { key }), reason, unread: false });
      } else {
        declarations.push({
          token,
          name: nameOf(bucket.address, token, key),
          args: { ...bucketArguments(bucket), ...argumentsOf(bucket, token, inputs) },
          remarks: remarksOn(state),
        });
      }
    }
  }
  return {
    declarations: withDependencies(bucket.address, inOrder(declarations)),
    omissions: inOrder(omissions),
  };
}

/**
 * A declaration, with a warning where showing it ends Pulumi's CLI: that takes `<{%` for the beginning of a colour, and panics over one
 * that it does not know (pulumi/pulumi `sdk/go/common/diag/colors/colors.go`).
 */
export function withDisplayRemark(declaration: Declaration): Declaration {
  return JSON.stringify(declaration.args).includes("<{%")
    ? {
        ...declaration,
        remarks: [
          ...declaration.remarks,
          `${declaration.name} holds "<{%", which the Pulumi CLI takes for a colour and ends itself over: show its differences with --color never.`,
        ],
      }
    : declaration;
}

/** How a resource says in which bucket it is. */
export function bucketArguments({ address, variable }: DeclaredBucket): {
  readonly [name: string]: Expression;
} {
  const { bucket, region } = address;
  return variable === undefined ? { bucket, region } : { bucket: new Code(variable) };
}

/** The shortest inputs that mean what COS has, or the reason why there are none. */
function wordsFor(
  settings: Settings,
  { token, id, inputs, outputs }: PresentConfiguration,
): { readonly inputs: Props; readonly reason?: string } {
  const { struct } = configOf(token);
  const handler = handlers.get(token) as ImmediateHandler;
  const { bucket, region, ...all } = inputs;
  const short = withoutDefaults(struct, withoutFilledIn(token, String(region), all));
  const objection = (candidate: Props) => {
    const checked = handler.check(settings, {}, { bucket, region, ...candidate });
    return describeFailures(checked) ?? describeDifferences(handler, id, outputs, checked.inputs);
  };
  if (objection(short) === undefined) {
    return { inputs: short };
  }
  const reason = objection(all);
  return reason === undefined ? { inputs: all } : { inputs: all, reason };
}

function describeFailures({ failures }: CheckResult): string | undefined {
  const reasons = failures.map(({ path, reason }) => `${path} ${reason}`.trim());
  return reasons.length === 0
    ? undefined
    : `COS holds what this version cannot declare: ${reasons.join("; ")}`;
}

function describeDifferences(
  handler: ImmediateHandler,
  id: string,
  outputs: Props,
  inputs: Props,
): string | undefined {
  const paths = handler.diff(id, outputs, inputs).differences.map(({ path }) => path);
  return paths.length === 0
    ? undefined
    : `declaring it would change it at ${paths.join(", ")}, which this version cannot say as COS has it`;
}

/** What COS fills in by itself wherever it is left out. */
function withoutFilledIn(token: string, region: string, inputs: Props): Props {
  if (token === "BucketAcceleration" && inputs.type === "COS") {
    const { type: _type, ...rest } = inputs;
    return rest;
  }
  const { destination } = inputs as { readonly destination?: Props };
  if (token === "BucketInventory" && destination?.region === region) {
    const { region: _region, ...rest } = destination;
    return { ...inputs, destination: rest };
  }
  return inputs;
}

/** The arguments as expressions: the bucket's own name becomes a reference, a policy is written in the SDK's words. */
function argumentsOf(
  bucket: DeclaredBucket,
  token: string,
  inputs: Props,
): { readonly [name: string]: Expression } {
  const { address, variable } = bucket;
  return token === "BucketPolicy"
    ? { policy: policyExpression(inputs.policy as PolicyDocument, address, variable) }
    : referringTo(bucket, configOf(token).struct, inputs);
}

/** Values in which the bucket itself stands wherever a field names it; its region goes with it where the group has one. */
function referringTo(
  bucket: DeclaredBucket,
  struct: Struct,
  value: Props,
): { readonly [name: string]: Expression } {
  const { address, variable } = bucket;
  const members = Object.entries(value).map(([name, member]): readonly [string, Expression] => {
    const { kind, struct: below } = struct.fields[name] ?? {};
    if (kind === "reference" && variable !== undefined && member === address.bucket) {
      const hasRegion = Object.values(struct.fields).some(({ options }) => options.regionOf === name);
      return [name, new Code(hasRegion ? variable : `${variable}.bucket`)];
    }
    if (below === undefined) {
      return [name, member as Expression];
    }
    const inside = (item: unknown) => referringTo(bucket, below, item as Props);
    return [name, Array.isArray(member) ? member.map(inside) : inside(member)];
  });
  return Object.fromEntries(members);
}

/** Keyed ones are distinguished by their keys; a domain belongs to one bucket of all. */
function nameOf({ bucket }: BucketAddress, token: string, key: string | undefined): string {
  if (key === undefined) {
    return shortName(bucket);
  }
  return token === "BucketDomainCertificate" ? key : `${shortName(bucket)}-${key}`;
}

function remarksOn({ token, inputs, unknownElements }: PresentConfiguration): readonly string[] {
  const remarks: string[] = [];
  if (unknownElements !== undefined) {
    remarks.push(
      `COS holds parts of it that this version of pulumi-tencentcos does not know: ${unknownElements.join(", ")}. They stay until an update of this resource writes it without them.`,
    );
  }
  if (token === "BucketDomainCertificate") {
    remarks.push(
      "COS returns neither certificate nor private key, so it is declared by its id in the SSL certificate service.",
    );
  }
  if (token === "BucketOrigin" && JSON.stringify(inputs).includes('"encryptedSecretKey":')) {
    remarks.push(
      "COS returns the keys of private origins in a form that it alone can read. To set another one, give secretKey instead, as a secret.",
    );
  }
  return remarks;
}

/** Lets declarations depend on those that they need, and gives these variables. */
function withDependencies(
  address: BucketAddress,
  declarations: readonly Declaration[],
): readonly Declaration[] {
  const needsOf = ({ token, args }: Declaration) => [
    ...new Set((configOf(token).requires?.(address, args) ?? []).map((required) => required.token)),
  ];
  const isDeclared = (token: string) => declarations.some((other) => other.token === token);
  const needed = new Set(declarations.flatMap(needsOf).filter(isDeclared));
  return declarations.map((declaration) => {
    const variable = needed.has(declaration.token) ? configurationVariables[declaration.token] : undefined;
    const [first, ...others] = needsOf(declaration)
      .filter(isDeclared)
      .map((token) => new Code(String(configurationVariables[token])));
    return {
      ...declaration,
      ...(variable !== undefined && { variable }),
      ...(first !== undefined && { options: { dependsOn: others.length > 0 ? [first, ...others] : first } }),
    };
  });
}

function inOrder<T extends { readonly token: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => order.indexOf(a.token) - order.indexOf(b.token));
}
