/** A request as text: as it goes over the wire, or as `curl -v` prints it together with its answer. */

import { lookUp } from "../pairs";
import { readAnswer } from "./answer";
import { formFields } from "./form";
import { type Input, InputError, parseHeaders, splitHeaders, splitUrl } from "./input";

const requestLine = /^([A-Za-z]+)[ \t]+(\S+)(?:[ \t]+HTTP\/[\d.]+)?[ \t]*$/;

/** Whether a text begins like a request or its transcript. */
export function isHttp(text: string): boolean {
  return (
    transcript.test(text) ||
    /^[A-Za-z]+[ \t]+(?:\/|https?:)\S*[ \t]+HTTP\/[\d.]+[ \t]*\r?$/m.test(text.split("\n", 1)[0] ?? "")
  );
}

/** A line that `curl -v` marks as sent. */
const transcript = /^> [A-Z]+ \S+ HTTP\/[\d.]+\s*$/m;

/** @throws InputError when its first line is not one of a request */
export function readHttp(text: string): Input {
  return transcript.test(text) ? readTranscript(text) : readRequest(text);
}

function readRequest(text: string): Input {
  const [, head = text, body = ""] = /^(.*?)\r?\n\r?\n(.*)$/s.exec(text) ?? [];
  const [first = "", ...lines] = head.split("\n").map((line) => line.replace(/\r$/, ""));
  const [, method, target] = requestLine.exec(first) ?? [];
  if (method === undefined || target === undefined) {
    throw new InputError("the first line is not one of a request, such as GET /key HTTP/1.1");
  }
  const headers = parseHeaders(lines);
  const fields = formFields(lookUp(headers, "content-type"), body);
  return {
    kind: "request",
    method,
    ...(/^https?:/i.test(target) ? splitUrl(target) : { target }),
    ...splitHeaders(headers),
    ...(fields !== undefined && { fields }),
  };
}

/** Lines begin with `>` where they were sent, with `<` where they were answered; the body of the answer has no mark. */
function readTranscript(text: string): Input {
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  const marked = (mark: string) =>
    lines.filter((line) => line.startsWith(`${mark} `)).map((line) => line.slice(2));
  const answer = marked("<");
  const status = Number(/^HTTP\/\S+ (\d+)/.exec(answer[0] ?? "")?.[1]);
  const body = lines.filter((line) => !/^[<>*{}](?: |$)/.test(line)).join("\n");
  const document = /<(?:\?xml|Error)[\s\S]*<\/Error>/.exec(body)?.[0] ?? "";
  return {
    ...readRequest(marked(">").join("\n")),
    ...(answer.length > 0 && { answer: readAnswer(status, parseHeaders(answer.slice(1)), document) }),
  };
}
