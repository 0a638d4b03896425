/** The call of a method of the SDK for Go: its arguments by their names, its options by the tags of their fields. */

import { percentEncode } from "../../provider/client/signature";
import type { Call, GivenParameter } from "./call";
import { copySourceOf } from "./copySource";
import { goMethods } from "./goSdk";
import { checked, fieldsOf, type GoValues, layout, type Members, Unsaid } from "./goValues";
import { bracketed, indented } from "./literals";

/** The call of a method. */
export class MethodCall {
  readonly #call: Call;
  readonly #method: string;
  readonly #go: GoValues;
  /** What has found its place, by names on the wire. */
  readonly #said = new Set<string>();

  constructor(call: Call, method: string, go: GoValues) {
    this.#call = call;
    // It opens and closes the file by itself.
    this.#method =
      method === "Object.Get"
        ? "Object.GetToFile"
        : method === "Object.Put" && call.content !== undefined && "file" in call.content
          ? "Object.PutFromFile"
          : method;
    this.#go = go;
  }

  /** Throws Unsaid when the method cannot say something of the call. */
  lines(): readonly string[] {
    const [given = "", results = ""] = (goMethods[this.#method] ?? "").split(" -> ");
    const { parameters, all, content, document } = this.#call;
    const before: string[] = [];
    if (content !== undefined && "file" in content && !this.#method.endsWith("FromFile")) {
      before.push(`file, err := os.Open(${this.#go.text(content.file)})`, ...checked, "defer file.Close()");
    }
    const written = given === "" ? [] : given.split(", ").map((parameter) => this.#argument(parameter));
    const unsaid = parameters.find(({ wireName }) => !this.#said.has(wireName));
    if (unsaid !== undefined) {
      throw new Unsaid(`does not know ${unsaid.wireName} here`);
    }
    if (
      this.#method === "Object.PutACL" &&
      document !== undefined &&
      parameters.some(({ location }) => location === "header")
    ) {
      throw new Unsaid("sends either headers or a document");
    }
    if (document !== undefined && !this.#said.has("document")) {
      throw new Unsaid("takes no document for it");
    }
    return [...before, ...(all ? this.#pages(written, results) : this.#once(written, results))];
  }

  #once(written: readonly (string | undefined)[], results: string): readonly string[] {
    const args = written.filter((argument) => argument !== undefined);
    const call = bracketed(`client.${this.#method}(`, ["context.Background()", ...args], ")", layout);
    const types = results.split(", ");
    if (types[0] === "io.ReadCloser") {
      return [
        `answer, err := ${call}`,
        ...checked,
        "defer answer.Close()",
        "if _, err := io.Copy(os.Stdout, answer); err != nil {",
        "\tlog.Fatal(err)",
        "}",
      ];
    }
    return types.length === 2
      ? [`answer, err := ${call}`, ...checked, "fmt.Println(answer.Status, answer.Header)"]
      : [`answer, _, err := ${call}`, ...checked, 'fmt.Printf("%+v\\n", answer)'];
  }

  #pages(written: readonly (string | undefined)[], results: string): readonly string[] {
    const { more, next = {}, items = [] } = this.#call.operation.paging ?? {};
    const [result = ""] = results.split(", ");
    const given = goMethods[this.#method]?.split(" -> ")[0] ?? "";
    const type = /opt (?:\.\.\.)?\*(\w+)/.exec(given)?.[1] ?? "";
    const fieldNamed = (of: string, kind: "xml" | "url", wire: string) =>
      fieldsOf(of).find((field) => field[kind]?.split(">")[0] === wire);
    const markers = Object.entries(next).map(([member, parameter]) => {
      const from = fieldNamed(result, "xml", member);
      const to = fieldNamed(type, "url", parameter);
      if (from === undefined || to === undefined || from.type !== to.type) {
        throw new Unsaid("cannot go on to the next page");
      }
      return { from: from.name, to: to.name };
    });
    const shown = items
      .map((name) => fieldNamed(result, "xml", name)?.name)
      .filter((name) => name !== undefined);
    const isMore = more === undefined ? undefined : fieldNamed(result, "xml", more);
    const options = written[given.split(", ").findIndex((parameter) => parameter.startsWith("opt "))];
    const args = written
      .map((argument) => (argument === options ? "options" : argument))
      .filter((each) => each !== undefined);
    return [
      `options := ${options === undefined || options === "nil" ? `&cos.${type}{}` : options}`,
      "for {",
      indented(
        [
          `page, _, err := ${bracketed(`client.${this.#method}(`, ["context.Background()", ...(args.includes("options") ? args : [...args, "options"])], ")", layout)}`,
          ...checked,
          ...shown.flatMap((name) => [
            `for _, item := range page.${name} {`,
            '\tfmt.Printf("%+v\\n", item)',
            "}",
          ]),
          isMore === undefined ? `if page.${markers[0]?.from} == "" {` : `if !page.${isMore.name} {`,
          "\tbreak",
          "}",
          ...markers.map(({ from, to }) => `options.${to} = page.${from}`),
        ].join("\n"),
        "\t",
      ),
      "}",
    ];
  }

  /** `undefined` leaves out what may be left out. */
  #argument(parameter: string): string | undefined {
    const [name = "", type = ""] = parameter.split(" ");
    const { key, bucket, content, output } = this.#call;
    switch (name) {
      case "name":
      case "key":
        return this.#go.text(key);
      case "bucket":
        return this.#go.text(bucket);
      case "token":
        return this.#go.text(this.#say("continuation-token") ?? "");
      case "taskid":
        return this.#go.text(this.#say("TaskId") ?? "");
      case "uploadID":
        return this.#id("uploadId");
      case "partNumber":
      case "position":
        return this.#say(name) ?? "0";
      case "sourceURL":
        return this.#source();
      case "localpath":
        return this.#go.text(output);
      case "filePath":
        return this.#go.text((content as { readonly file: string }).file);
      case "r":
        return content !== undefined && "text" in content
          ? `strings.NewReader(${this.#go.text(content.text)})`
          : content === undefined
            ? 'strings.NewReader("")'
            : "file";
      case "id":
        return type.startsWith("...")
          ? this.#version()
          : this.#id(this.#call.operation.host === "control" ? "JobId" : "id");
      case "opt":
        return type === "...interface{}" ? this.#version() : this.#options(type);
      case "uopt":
      case "headers":
        return this.#options(type);
      default:
        throw new Unsaid();
    }
  }

  #say(wireName: string): string | undefined {
    const found = this.#call.parameters.find((parameter) => parameter.wireName === wireName);
    if (found !== undefined) {
      this.#said.add(wireName);
    }
    return found?.value as string | undefined;
  }

  #version(): string | undefined {
    return this.#call.parameters.some(({ wireName }) => wireName === "versionId")
      ? this.#id("versionId")
      : undefined;
  }

  /** The SDK puts ids into addresses as they are. */
  #id(wireName: string): string {
    return this.#go.text(percentEncode(this.#say(wireName) ?? ""));
  }

  /** The SDK encodes the key itself. */
  #source(): string {
    const source = copySourceOf(this.#say("x-cos-copy-source") ?? "");
    if (source === undefined || source.VersionId !== undefined) {
      throw new Unsaid("takes no such source");
    }
    return this.#go.text(`${source.Bucket}.cos.${source.Region}.myqcloud.com/${source.Key}`);
  }

  #options(type: string): string | undefined {
    const { document } = this.#call;
    const bare = type.replace("...", "");
    const members = new Map<string, string>();
    if (document !== undefined && !this.#said.has("document")) {
      const [name, struct, holder] = this.#documentIn(bare);
      const fields = this.#go.members(struct, document.kind, document.value);
      if (holder === undefined) {
        for (const [field, value] of fields) {
          members.set(field, value);
        }
      } else {
        members.set(name, this.#go.struct(holder, fields));
      }
      this.#said.add("document");
    }
    const others = new Map<string, string>();
    for (const parameter of this.#call.parameters.filter(({ wireName }) => !this.#said.has(wireName))) {
      this.#place(bare, parameter, members, others);
    }
    if (others.size > 0) {
      const entries = [...others].map(([name, value]) => `${this.#go.text(name)}: {${value}}`);
      this.#holders(bare, members, "XOptionHeader", bracketed("&http.Header{", entries, "}", layout));
    }
    const isEmpty = members.size === 0;
    return isEmpty && type.startsWith("...")
      ? undefined
      : isEmpty && nilOptions.includes(bare)
        ? "nil"
        : this.#go.struct(bare, members);
  }

  /** Rules of access stand in a struct of their own. */
  #documentIn(type: string): readonly [name: string, struct: string, holder: string | undefined] {
    const body = fieldsOf(type).find(({ name }) => name === "Body");
    const struct = type.replace("*", "");
    return body === undefined ? ["", struct, undefined] : ["Body", body.type.replace("*", ""), body.type];
  }

  #place(
    type: string,
    parameter: GivenParameter,
    members: Map<string, string>,
    others: Map<string, string>,
  ): void {
    const { wireName, location, value } = parameter;
    if (typeof value !== "string") {
      const entries = Object.entries(value).map(
        ([name, item]) => `${this.#go.text(wireName.replace("*", name))}: {${this.#go.text(item)}}`,
      );
      if (this.#holders(type, members, "XCosMetaXXX", bracketed("&http.Header{", entries, "}", layout))) {
        this.#said.add(wireName);
      }
      return;
    }
    const kind = location === "query" ? "url" : "header";
    if (location !== "query" && location !== "header") {
      return;
    }
    const set = (of: string, into: Map<string, string>): boolean => {
      const field = fieldsOf(of).find((each) => each[kind]?.toLowerCase() === wireName.toLowerCase());
      if (field !== undefined) {
        into.set(field.name, this.#go.value(field.type, value));
        return true;
      }
      return fieldsOf(of).some(({ name, type: below }) =>
        this.#inside(name, below, into, (inner) => set(below, inner)),
      );
    };
    if (set(type, members)) {
      this.#said.add(wireName);
    } else if (location === "header" && this.#has(type, "XOptionHeader")) {
      others.set(wireName, this.#go.text(value));
      this.#said.add(wireName);
    }
  }

  /** Structs that are in a struct only for their headers, written once more with what has been added. */
  readonly #inner = new Map<string, Map<string, string>>();

  #inside(
    name: string,
    type: string,
    into: Map<string, string>,
    fill: (inner: Map<string, string>) => boolean,
  ): boolean {
    if (!/^\*\w*HeaderOptions$/.test(type)) {
      return false;
    }
    const inner = this.#inner.get(type) ?? new Map<string, string>();
    if (!fill(inner)) {
      return false;
    }
    this.#inner.set(type, inner);
    into.set(name, this.#go.struct(type, inner as Members));
    return true;
  }

  #has(type: string, name: string): boolean {
    return fieldsOf(type).some(
      (field) =>
        field.name === name || (/^\*\w*HeaderOptions$/.test(field.type) && this.#has(field.type, name)),
    );
  }

  /** Sets a field of that name, here or in what holds headers. */
  #holders(type: string, members: Map<string, string>, name: string, value: string): boolean {
    if (fieldsOf(type).some((field) => field.name === name)) {
      members.set(name, value);
      return true;
    }
    return fieldsOf(type).some(({ name: outer, type: below }) =>
      this.#inside(outer, below, members, (inner) => this.#holders(below, inner, name, value)),
    );
  }
}

/** Options that methods do without. */
const nilOptions: readonly string[] = [
  "*ObjectGetOptions",
  "*ObjectHeadOptions",
  "*ObjectPutOptions",
  "*ObjectCopyOptions",
  "*ObjectCopyPartOptions",
  "*ObjectUploadPartOptions",
  "*ObjectGetSymlinkOptions",
  "*InitiateMultipartUploadOptions",
  "*BucketPutOptions",
  "*ObjectGetRetentionOptions",
];
