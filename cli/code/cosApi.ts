/** Programs with `CosApi` of this package. */

import { isBare } from "../../provider/api/parameters";
import { printName } from "../adopt/expression";
import type { Call, GivenParameter } from "./call";
import { javascript, object } from "./javascript";
import { literal, type Syntax } from "./literals";
import { remarksOf } from "./remarks";

/** A TypeScript module. */
export function cosApiProgram(call: Call): string {
  const { operation, region, endpoint, output, all, expires, variables } = call;
  const syntax = javascript(variables);
  const method = operation.name.charAt(0).toLowerCase() + operation.name.slice(1);
  const options = [
    ...(region === "" ? [] : [`region: ${syntax.text(region)}`]),
    ...(endpoint === undefined ? [] : [`endpoint: ${syntax.text(endpoint.origin)}`]),
  ];
  const parameters = members(call, syntax);
  const body =
    expires !== undefined
      ? [
          `console.log(await cos.presign("${operation.name}", ${object([...parameters, `expires: ${expires}`])}));`,
        ]
      : all
        ? [
            `for await (const page of cos.pages("${operation.name}", ${object(parameters)})) {`,
            `  console.dir([${(operation.paging?.items ?? []).map((name) => `page.body.${name}`).join(", ")}], { depth: null });`,
            "}",
          ]
        : operation.name === "GetObject" && !call.parameters.some(({ wireName }) => wireName === "Range")
          ? [`await cos.download(${object(parameters)}, ${syntax.text(output)});`]
          : [`const answer = await cos.${method}(${object(parameters)});`, ...printing(call, syntax)];
  const text = body.join("\n");
  const fs = ["createReadStream", "createWriteStream", "readFileSync", "statSync"].filter((name) =>
    new RegExp(`\\b${name}\\(`).test(text),
  );
  return [
    ...remarksOf(call).map((line) => `// ${line}`),
    ...(fs.length === 0 ? [] : [`import { ${fs.join(", ")} } from "node:fs";`]),
    ...(text.includes("pipeline(") ? ['import { pipeline } from "node:stream/promises";'] : []),
    'import { CosApi } from "pulumi-tencentcos/api";',
    "",
    "// Keys come from TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY.",
    `const cos = new CosApi(${options.length === 0 ? "" : object(options)});`,
    "",
    "async function main(): Promise<void> {",
    "  try {",
    ...text.split("\n").map((line) => `    ${line}`),
    "  } finally {",
    "    await cos.close();",
    "  }",
    "}",
    "",
    "main().catch((error) => {",
    "  console.error(error);",
    "  process.exitCode = 1;",
    "});",
    "",
  ].join("\n");
}

/** The parameters of a call, as members of an object. */
export function members(call: Call, syntax: Syntax): readonly string[] {
  const { operation, bucket, key, uin, parameters, document, content } = call;
  const named = Object.fromEntries(parameters.map((parameter) => [parameter.name, typed(parameter)]));
  const isForm = operation.body?.kind === "form";
  const given = {
    ...(bucket !== "" && { Bucket: bucket }),
    ...(key !== "" && { Key: key }),
    ...(operation.host === "control" && { Uin: uin }),
    ...named,
    ...(document !== undefined && { Body: document.value }),
  };
  const file = content !== undefined && "file" in content ? syntax.text(content.file) : undefined;
  const sent = isForm
    ? [
        `File: ${file === undefined ? syntax.text((content as { text: string }).text) : `readFileSync(${file})`}`,
      ]
    : content === undefined
      ? []
      : [
          file === undefined
            ? `Body: ${syntax.text((content as { text: string }).text)}`
            : `Body: { length: statSync(${file}).size, open: () => createReadStream(${file}) }`,
        ];
  return [
    ...Object.entries(given).map(([name, value]) => `${printName(name)}: ${literal(syntax, value)}`),
    ...(call.expires === undefined ? sent : []),
  ];
}

/** As its type has it. */
function typed({ facts, value }: GivenParameter): unknown {
  if (typeof value !== "string") {
    return value;
  }
  switch (facts.type) {
    case "integer":
    case "unixTime":
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    case "boolean":
      return value === "true";
    default:
      return value === "" && isBare(facts) ? true : value;
  }
}

function printing({ operation, output }: Call, syntax: Syntax): readonly string[] {
  switch (operation.answer?.kind) {
    case "content":
      return [`await pipeline(answer.body, createWriteStream(${syntax.text(output)}));`];
    case "frames":
      return [
        "for await (const { Records } of answer.body) {",
        '  process.stdout.write(Records ?? "");',
        "}",
      ];
    default:
      return ["console.dir(answer.body, { depth: null });"];
  }
}
