import assert from "node:assert/strict";
import fc from "fast-check";
import { Call, Code, type Expression, printExpression, printText } from "../../cli/adopt/expression";
import { formatted } from "./programs";

const texts = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z0-9:/.* -]{0,60}$/) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme-ascii", maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a "b" c', "it's", `'"`, "网站/日志", "\u200b", "a\nb", "😀", "a\\"),
  },
);

const names = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-zA-Z]{0,20}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("qcs:ip", "a-b", "1", "007", "网站", "id", "1.5", "class", "é", "a b"),
  },
);

const { value: values, members } = fc.letrec<{ value: Expression; members: Record<string, Expression> }>(
  (tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      texts,
      fc.nat(),
      fc.boolean(),
      fc.constantFrom("site", "site.bucket", "cos.readActions").map((text) => new Code(text)),
      fc.array(texts, { maxLength: 6 }),
      fc.array(fc.nat(), { maxLength: 30 }),
      fc.array(tie("value"), { maxLength: 5 }),
      tie("members"),
      texts.map((text) => new Call("cos.objectsOf", [new Code("site"), text])),
      tie("members").map((argument) => new Call("cos.policyStatement", [argument])),
    ),
    members: fc.dictionary(names, tie("value"), { maxKeys: 6 }),
  }),
);

const options = fc.constantFrom<readonly Expression[]>(
  [],
  [{ dependsOn: new Code("website") }],
  [{ dependsOn: [new Code("website"), new Code("acceleration")] }],
);

const statements = fc
  .tuple(fc.constantFrom("cos.Bucket", "cos.BucketIntelligentTiering"), texts, members, options)
  .map(([token, name, args, rest]) => new Call(`new ${token}`, [name, args, ...rest]));

/** Values as they are when the text is run. */
function run(text: string): unknown {
  const scope = {
    site: { bucket: "the bucket" },
    cos: {
      readActions: "the actions",
      objectsOf: (...args: unknown[]) => args,
      policyStatement: (argument: unknown) => argument,
    },
  };
  return new Function("site", "cos", `return (${text})`)(scope.site, scope.cos);
}

/** What an expression is meant to be. */
function meant(expression: Expression): unknown {
  if (expression instanceof Code) {
    return { site: { bucket: "the bucket" }, "site.bucket": "the bucket", "cos.readActions": "the actions" }[
      expression.text
    ];
  }
  if (expression instanceof Call) {
    const args = expression.args.map(meant);
    return expression.callee === "cos.policyStatement" ? args[0] : args;
  }
  if (Array.isArray(expression)) {
    return expression.map(meant);
  }
  return typeof expression === "object"
    ? Object.fromEntries(Object.entries(expression).map(([name, member]) => [name, meant(member)]))
    : expression;
}

describe("A written expression", function () {
  this.timeout(60_000);

  it("is laid out as a formatter would lay it out", () => {
    const text = fc
      .sample(statements, { numRuns: 1_000 })
      .map((statement, index) => `// ${index}\n${printExpression(statement, 0, 0, 1)};\n`)
      .join("\n");
    const pieces = (all: string) => all.split(/^(?=\/\/ \d+$)/m);
    assert.deepEqual(pieces(text), pieces(formatted(text)));
  });

  it("means what it was made of", () => {
    fc.assert(
      fc.property(values, (expression) => {
        assert.deepEqual(run(printExpression(expression)), meant(expression));
      }),
      { numRuns: 500 },
    );
  });

  it("shows every character, and none can change what a reader sees of the others", () => {
    const sly = "a\u202Eb\u200Bc\u2028d\u0000e\uD800f\u{E0041}\"'";
    assert.match(printText(sly), /^[\x20-\x7E]+$/);
    assert.equal(run(printText(sly)), sly);
  });

  it("keeps a member that is called as the prototype is", () => {
    const tags = JSON.parse('{"__proto__": "a"}');
    assert.deepEqual(Object.entries(run(printExpression(tags)) as object), [["__proto__", "a"]]);
  });
});
