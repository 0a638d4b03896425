/** Programs of Pulumi that declare what a call writes: for configurations of a bucket. */

import type { Operation } from "../../provider/api/operations";
import { decodeStruct, parseXml } from "../../provider/codec";
import { shortName } from "../../provider/model/bucketNames";
import type { PolicyDocument } from "../../provider/model/documents/policy";
import { readPolicy } from "../../provider/model/documents/policyDocument";
import type { Props } from "../../provider/model/props";
import { bucketConfigs } from "../../provider/resources/configurations";
import type { BucketConfig } from "../../provider/resources/configurations/descriptor";
import { withoutDefaults } from "../adopt/arguments";
import { Call as CallExpression, Code, type Expression } from "../adopt/expression";
import { policyExpression } from "../adopt/policy";
import { printResources } from "../adopt/program";
import type { Call } from "./call";
import { remarksOf } from "./remarks";
import type { Variables } from "./variables";

/** The configuration that an operation writes; `undefined` when it writes none. */
export function configurationOf({ name }: Pick<Operation, "name">): BucketConfig | undefined {
  return bucketConfigs.find(
    ({ operations, key }) => operations.put === name || key?.without?.operations.put === name,
  );
}

/** A program in TypeScript. Throws where the operation writes no configuration. */
export function pulumiProgram(call: Call): string {
  const { operation, bucket, region, variables } = call;
  const config = configurationOf(operation);
  if (config === undefined) {
    throw new Error(`${operation.name} writes no configuration`);
  }
  const address = { bucket, region };
  const declaration = {
    token: config.token,
    name: shortName(bucket),
    args: { bucket, region, ...(withVariables(inputsOf(config, call), variables) as object) },
    remarks: [],
  };
  const resources = printResources({
    bucket: { address, variable: undefined },
    declarations: [declaration],
    omissions: [],
  });
  return [
    ...remarksOf(call).map((line) => `// ${line}`),
    ...(variables.names.length > 0 ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    'import * as cos from "pulumi-tencentcos";',
    "",
    ...(variables.names.length > 0 ? ["const config = new pulumi.Config();", ""] : []),
    resources,
  ].join("\n");
}

/** What a program says of it, by the names of arguments. */
function inputsOf(config: BucketConfig, { document, parameters, bucket, region }: Call): Props {
  if (document?.kind === "json") {
    const { policy } = readPolicy(document.text);
    const said = policy as PolicyDocument | undefined;
    return said === undefined ? {} : { policy: policyExpression(said, { bucket, region }, undefined) };
  }
  const { struct, key } = config;
  const inHeaders = Object.entries(struct.fields).flatMap(([name, { options }]) => {
    const given = parameters.find(({ wireName }) => wireName === options.header);
    return given === undefined ? [] : [[name, given.value] as const];
  });
  const id = parameters.find(({ wireName }) => wireName === key?.query)?.value;
  return {
    ...(key !== undefined && id !== undefined && { [key.field]: id }),
    ...Object.fromEntries(inHeaders),
    ...(document !== undefined &&
      withoutDefaults(struct, decodeStruct(struct, parseXml(document.text)).value)),
  };
}

/** Secrets come from the stack's configuration. */
function withVariables(value: unknown, variables: Variables): unknown {
  if (typeof value === "string") {
    const [piece] = variables.pieces(value);
    return piece !== undefined && "variable" in piece
      ? new CallExpression("config.requireSecret", [settingName(piece.variable)])
      : value;
  }
  if (
    value instanceof CallExpression ||
    value instanceof Code ||
    typeof value !== "object" ||
    value === null
  ) {
    return value;
  }
  return Array.isArray(value)
    ? value.map((item) => withVariables(item, variables))
    : Object.fromEntries(
        Object.entries(value as Record<string, Expression>).map(([name, member]) => [
          name,
          withVariables(member, variables),
        ]),
      );
}

/** `COS_PRIVATE_KEY` is `privateKey`. */
function settingName(variable: string): string {
  return variable
    .replace(/^COS_/, "")
    .toLowerCase()
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
