import assert from "node:assert/strict";
import { families, findOperation, type Operation, operations, pageOf } from "../../provider/api/operations";
import { operationNames } from "../../provider/api/operations/names";
import type { Parameters } from "../../provider/api/operations/operation";
import { searchOperations } from "../../provider/api/operations/search";
import type { Field, Struct } from "../../provider/codec";

const parametersOf = ({ pathParameters, query, headers, body }: Operation): Parameters => ({
  ...pathParameters,
  ...query,
  ...headers,
  ...(body?.kind === "form" && body.fields),
});

const required = (parameters: Parameters = {}) =>
  Object.entries(parameters).filter(([, parameter]) => parameter.required);

/** What tells an operation's requests from all others. */
function requestOf({ method, host, path, subresource, query, headers }: Operation): string {
  const named = (parameters: Parameters | undefined) =>
    required(parameters).map(([name, { values }]) => (values?.length === 1 ? `${name}=${values[0]}` : name));
  return [method, host, path, subresource, ...named(query), ...named(headers)].join(" ");
}

describe("The table of operations", () => {
  it("has the 115 operations of the API, each name once, as the light list has them", () => {
    assert.equal(operations.length, 115);
    assert.deepEqual(
      operations.map(({ name }) => name),
      operationNames,
    );
    const names = operations.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
  });

  it("has a title of each family, which no other has", () => {
    const titles = Object.values(families).map(({ title }) => title);
    assert.equal(new Set(titles).size, titles.length);
  });

  it("has no two operations with the same request", () => {
    const requests = operations.map(requestOf);
    assert.deepEqual(
      requests.filter((request, index) => requests.indexOf(request) !== index),
      [],
    );
  });

  for (const operation of operations) {
    const { name, method, host, path, body, md5, effect, answer, paging } = operation;

    describe(name, () => {
      it("says what it is, where it is documented and what it needs", () => {
        assert.notEqual(operation.title, "");
        const page = pageOf(operation);
        assert.ok(page === undefined ? operation.certainty !== "documented" : /\/436\/\d+$/.test(page));
        assert.match(operation.action, /^[A-Z][A-Za-z]+$/);
        const derived = operation.action.toLowerCase() === name.replace("Legacy", "").toLowerCase();
        assert.ok(operation.actionInferred === undefined || derived, "an inferred action is called like it");
        if (operation.certainty === "SDK only") {
          assert.notDeepEqual(Object.values(operation.sdk).flat(), []);
        }
      });

      it("fits together: method, host, path, body, MD5, effect", () => {
        const isRead = ["GET", "HEAD", "OPTIONS"].includes(method);
        assert.equal(effect === "reads", isRead || name === "SelectObjectContent");
        assert.ok(effect !== "reads" || operation.repeatable);
        assert.ok(body === undefined || method === "PUT" || method === "POST");
        assert.equal(md5 === "none", body === undefined || body.kind === "form");
        assert.equal(md5 === "optional", body?.kind === "content");
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
        assert.deepEqual(
          inPath.filter((parameter) => parameter !== "Key" && parameter !== "Bucket").sort(),
          Object.keys(operation.pathParameters ?? {}).sort(),
        );
        assert.equal(inPath.includes("Bucket"), host === "migration");
        assert.ok(host !== "service" || path === "/");
        assert.ok(method !== "HEAD" || answer === undefined);
        assert.equal(operation.query?.[operation.subresource ?? ""], undefined);
        for (const status of operation.statuses) {
          assert.ok(status === 304 || status === 303 || (status >= 200 && status < 300));
        }
        for (const status of Object.values(operation.errors ?? {})) {
          assert.ok(status >= 400);
        }
      });

      it("says of every parameter and header what it means, and nothing that contradicts itself", () => {
        for (const [parameter, of] of Object.entries(parametersOf(operation))) {
          assert.match(of.meaning, /[.`…]$/, parameter);
          assert.equal(of.type === "map", parameter.endsWith("*"), parameter);
          assert.ok(of.required === undefined || of.default === undefined, parameter);
          assert.ok(of.min === undefined || of.type === "integer", parameter);
          assert.ok(of.max === undefined || of.max > (of.min ?? 0), parameter);
          const { values } = of;
          if (values !== undefined && of.default !== undefined) {
            assert.ok(values.includes(of.default as string), parameter);
          }
        }
        for (const [header, { meaning }] of Object.entries(operation.answerHeaders ?? {})) {
          assert.match(meaning, /[.`]$/, header);
        }
      });

      if (paging !== undefined) {
        it("pages: what the answer names goes back in", () => {
          assert.ok(answer?.kind === "xml");
          const elements = answer.group as Struct;
          const first = new Set(
            (Object.values(elements.fields) as readonly Field[]).map(({ element = [] }) => element[0]),
          );
          for (const [member, parameter] of Object.entries(paging.next)) {
            assert.ok(first.has(member), member);
            assert.ok(operation.query?.[parameter], parameter);
          }
          for (const member of [...paging.items, ...(paging.more === undefined ? [] : [paging.more])]) {
            assert.ok(first.has(member), member);
          }
          assert.ok(paging.size === undefined || operation.query?.[paging.size]);
        });
      }

      it("is found by everything that people know of it", () => {
        const { aliases = [], sdk, action, subresource, query, headers, errors } = operation;
        const methods = Object.values(sdk as Readonly<Record<string, readonly string[]>>).flat();
        const words = [
          ...[name, ...aliases, ...methods, action],
          ...methods.map((each) => each.slice(each.lastIndexOf(".") + 1)),
          ...(subresource === undefined ? [] : [subresource]),
          ...[query, headers, errors].flatMap((group) => Object.keys(group ?? {})),
        ];
        for (const word of words) {
          assert.ok(searchOperations(word).includes(operation), word);
          assert.ok(searchOperations(word.toUpperCase()).includes(operation), word.toUpperCase());
        }
        assert.equal(searchOperations(name)[0], operation);
        for (const each of [name, ...aliases]) {
          assert.equal(findOperation(each.toLowerCase()), operation);
        }
      });
    });
  }
});

describe("The search for operations", () => {
  const first = (text: string) => searchOperations(text)[0]?.name;

  it("finds the operation that an SDK's method sends", () => {
    assert.equal(first("setBucketCrossOriginConfiguration"), "PutBucketCors");
    assert.equal(first("Bucket.PutCORS"), "PutBucketCors");
    assert.equal(first("put_bucket_cors"), "PutBucketCors");
    assert.equal(first("restoreObject"), "PostObjectRestore");
  });

  it("finds what a CAM action, a code or a header is about", () => {
    assert.equal(first("name/cos:GetBucketCORS"), "GetBucketCors");
    assert.equal(first("NoSuchCORSConfiguration"), "GetBucketCors");
    assert.equal(first("x-cos-symlink-target"), "PutSymlink");
    assert.equal(first("x-cos-meta-author"), "PutObject");
    assert.equal(first("8279"), "PutBucketCors");
  });

  it("takes several words, all of which have to fit", () => {
    assert.deepEqual(
      searchOperations("cors delete").map(({ name }) => name),
      ["DeleteBucketCors"],
    );
    assert.deepEqual(searchOperations("cors nothing-of-the-kind"), []);
  });

  it("finds nothing where there is nothing", () => {
    assert.deepEqual(searchOperations("PutBucketNonsense"), []);
    assert.equal(findOperation("PutBucketNonsense"), undefined);
  });
});
