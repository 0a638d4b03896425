/** Guesses about selections from objects. */

import { type Expectations, type Guess, type Step, step } from "../guess";

const csv = "name,age\nAnn,30\n\nBob,x\n";

const request = (expression: string, { root = "SelectRequest", type = "SQL" } = {}) =>
  `<${root}><Expression>${expression}</Expression><ExpressionType>${type}</ExpressionType><InputSerialization><CompressionType>NONE</CompressionType><CSV><FileHeaderInfo>USE</FileHeaderInfo></CSV></InputSerialization><OutputSerialization><CSV/></OutputSerialization></${root}>`;

function selecting(body: string, expect: Expectations, kind = "2"): readonly Step[] {
  return [
    step("PutObject", "PUT /a.csv", { body: csv }),
    step("SelectObjectContent", `POST /a.csv?select&select-type=${kind}`, { body, expect }),
  ];
}

const files = (name: string) => [`select/${name}.ts`];

/** Selections. */
export const selectGuesses: readonly Guess[] = [
  {
    id: "select-type",
    assumes: "Another select-type than 2 is refused with 400 InvalidArgument.",
    files: ["operations/select.ts"],
    probe: selecting(request("SELECT * FROM COSObject"), { status: "400 InvalidArgument" }, "1"),
  },
  {
    id: "select-early-errors",
    assumes: "An error before the first record is answered with its own status, not within a 200.",
    files: ["operations/select.ts"],
    probe: selecting(request("SELECT age + 1 FROM COSObject s WHERE s.name = 'Bob'"), { status: /^400 / }),
  },
  {
    id: "select-compare-text",
    assumes: "A string that is not a number is not equal to any number.",
    files: files("evaluate"),
    probe: selecting(request("SELECT s.name FROM COSObject s WHERE s.age = 30"), {
      status: "200",
      body: /^(?=.*Ann)(?!.*Bob)/s,
    }),
  },
  {
    id: "select-arithmetic-codes",
    assumes:
      "Arithmetic with a string that is not a number, and a division by zero, are refused with 400 CastFailed.",
    files: files("evaluate"),
    probe: selecting(request("SELECT s.age + 1 FROM COSObject s WHERE s.name = 'Bob'"), {
      status: "400 CastFailed",
    }),
  },
  {
    id: "select-integers",
    assumes: "The quotient of two integers is an integer.",
    files: files("evaluate"),
    probe: selecting(request("SELECT 7 / 2 FROM COSObject s WHERE s.name = 'Ann'"), {
      status: "200",
      body: /(?<![\d.])3(?![\d.])/,
    }),
  },
  {
    id: "select-empty-lines",
    assumes: "Empty lines of CSV are not records.",
    files: files("input"),
    probe: selecting(request("SELECT COUNT(*) FROM COSObject"), {
      status: "200",
      body: /(?<![\d.])2(?![\d.])/,
    }),
  },
  {
    id: "select-aggregate-codes",
    assumes: "The sum of strings that are not numbers is refused with 400 CastFailed.",
    files: files("query"),
    probe: selecting(request("SELECT SUM(s.name) FROM COSObject s"), { status: "400 CastFailed" }),
  },
  {
    id: "select-s3-root",
    assumes: "A selection may be called SelectObjectContentRequest, as S3 has it.",
    files: files("request"),
    probe: selecting(request("SELECT * FROM COSObject", { root: "SelectObjectContentRequest" }), {
      status: "200",
    }),
  },
  {
    id: "select-expression-type",
    assumes: "Another ExpressionType than SQL is refused with 400 InvalidRequestParameter.",
    files: files("request"),
    probe: selecting(request("SELECT * FROM COSObject", { type: "XQL" }), {
      status: "400 InvalidRequestParameter",
    }),
  },
];
