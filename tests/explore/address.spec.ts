/** Addresses of the explorer's page. */

import assert from "node:assert/strict";
import { operationLink, readRoute } from "../../explorer/address";

describe("An address of the explorer's page", () => {
  it("leads back to the values of the form that it was made of", () => {
    const parameters = {
      Bucket: "site-1250000000",
      Key: "a b/ü+%&=#?.txt",
      Meta: { author: "Ä & Ö", "x]y": "[1]" },
    };
    assert.deepEqual(readRoute(operationLink("PutObject", parameters)), {
      page: "operation",
      name: "PutObject",
      parameters,
    });
  });

  it("leaves out what is empty", () => {
    assert.equal(operationLink("GetService", { Region: "", Marker: undefined }), "#/GetService");
  });

  it("knows the pages that are no operations", () => {
    assert.deepEqual(
      ["#/", "", "#/free", "#/verify", "#/history"].map((fragment) => readRoute(fragment).page),
      ["start", "start", "free", "verify", "history"],
    );
  });

  it("is the start when it cannot be read", () => {
    for (const fragment of ["#token=abc", "#/../x", "#//evil.example", "#/<b>", "#/%00"]) {
      assert.deepEqual(readRoute(fragment), { page: "start" }, fragment);
    }
  });
});
