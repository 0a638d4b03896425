import assert from "node:assert/strict";
import { samples } from "../../../explorer/signature/samples";
import { verifySignature } from "../../../provider/signature";

describe("An example of the verifier's page", () => {
  for (const { name, texts, keys } of samples) {
    it(`${name === "holds" ? "holds" : `is refused because of ${name}`}, also years from now`, () => {
      for (const now of [Date.now(), Date.UTC(2060, 0)]) {
        const { holds, findings } = verifySignature(texts, { credentials: keys, now });
        assert.equal(holds, name === "holds");
        assert.equal(findings[0]?.cause ?? "holds", name);
      }
    });
  }
});
