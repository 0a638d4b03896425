import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { selectionEvents } from "../../provider/api/selection";
import { type CosApi, errorDocument, type SelectionEvent } from "../../provider/hosts/api";
import { readMessages } from "../emulator/selectMessages";
import { type ApiBench, startApiBench } from "./bench";

describe("A selection", () => {
  let bench: ApiBench;
  let cos: CosApi;
  let Bucket: string;
  const rows = Array.from({ length: 60_000 }, (_, index) => `${index},name ${index},${"x".repeat(20)}`);
  const csv = `${rows.join("\n")}\n`;

  before(async () => {
    bench = await startApiBench();
    ({ cos } = bench);
    Bucket = await bench.createBucket();
    await cos.putObject({ Bucket, Key: "rows.csv", Body: csv });
    await cos.putObject({ Bucket, Key: "ages.csv", Body: "36\n41\nold\n" });
    await cos.putObject({ Bucket, Key: "late.csv", Body: `${"36\n".repeat(100_000)}old\n` });
  });
  after(() => bench.close());

  const request = (Expression: string, enabled = false) =>
    ({
      Expression,
      ExpressionType: "SQL",
      InputSerialization: { CSV: {} },
      OutputSerialization: { CSV: {} },
      RequestProgress: { Enabled: enabled },
    }) as const;

  /** The messages of a selection, until it ends or fails. */
  async function collect(messages: AsyncIterable<SelectionEvent>) {
    const events: SelectionEvent[] = [];
    let error: unknown;
    try {
      for await (const event of messages) {
        events.push(event);
      }
    } catch (caught) {
      error = caught;
    }
    const records = Buffer.concat(events.flatMap(({ Records }) => Records ?? [])).toString();
    return { events, records, error };
  }

  it("comes message by message: records, how far it is, and how much it was", async () => {
    const { body } = await cos.selectObjectContent({
      Bucket,
      Key: "rows.csv",
      Body: request("SELECT * FROM COSObject", true),
    });
    const { events, records, error } = await collect(body);
    assert.equal(error, undefined);
    assert.equal(records, csv);
    assert.ok(events.some(({ Progress }) => (Progress?.BytesProcessed ?? 0) > 0));
    const bytes = Buffer.byteLength(csv);
    assert.deepEqual(events.at(-1), {
      Stats: { BytesScanned: bytes, BytesProcessed: bytes, BytesReturned: bytes },
    });
  });

  it("rejects with what failed in the midst of it, after the records before that", async () => {
    const body = request("SELECT CAST(s._1 AS INT) FROM COSObject s");
    const answer = await cos.selectObjectContent({ Bucket, Key: "late.csv", Body: body });
    const { records, error } = await collect(answer.body);
    assert.match(records, /^(36\n)+$/);
    const { Code, Message, Status, Operation, RequestId } = errorDocument(error);
    assert.deepEqual(
      [Code, Status, Operation, RequestId],
      ["CastFailed", 200, "SelectObjectContent", answer.requestId],
    );
    assert.match(Message, /CAST failed/);
  });

  it("is refused at once when its expression is wrong", async () => {
    const Body = request("SELEKT *");
    await assert.rejects(cos.selectObjectContent({ Bucket, Key: "rows.csv", Body }), { status: 400 });
  });

  it("can be ended early", async () => {
    const Body = request("SELECT * FROM COSObject");
    const { body } = await cos.selectObjectContent({ Bucket, Key: "rows.csv", Body });
    for await (const { Records } of body) {
      assert.ok(Records && Records.length > 0);
      break;
    }
  });

  it("comes with its frames as well, when it is asked for as it came", async () => {
    const Body = request("SELECT s._1 FROM COSObject s LIMIT 3");
    const parameters = { Bucket, Key: "rows.csv", Body };
    const { body } = await cos.selectObjectContent(parameters, { format: "xml" });
    assert.ok(body instanceof Readable);
    const [first] = readMessages(await buffer(body));
    assert.equal(first?.payload.toString(), "0\n1\n2\n");
  });

  describe("that was changed on the way", () => {
    let frames: Buffer;
    before(async () => {
      const parameters = { Bucket, Key: "ages.csv", Body: request("SELECT * FROM COSObject") };
      const { body } = await cos.selectObjectContent(parameters, { format: "xml" });
      frames = await buffer(body as Readable);
    });

    /** What a call makes of these bytes. */
    async function reading(bytes: Buffer) {
      const answer = { operation: "SelectObjectContent", status: 200, requestId: "r1" };
      return await collect(selectionEvents(Readable.from([bytes]), answer));
    }

    it("is an error, whichever byte was changed", async () => {
      assert.equal((await reading(frames)).error, undefined);
      for (let at = 0; at < frames.length; at++) {
        const changed = Buffer.from(frames);
        changed[at] = (changed[at] ?? 0) ^ 1;
        const { Code, RequestId } = errorDocument((await reading(changed)).error);
        assert.deepEqual([Code, RequestId], ["BrokenAnswer", "r1"], `byte ${at}`);
      }
    });

    it("is an error wherever it breaks off, however it is cut into pieces", async () => {
      for (let end = 0; end < frames.length; end++) {
        const { error } = await reading(frames.subarray(0, end));
        assert.equal(errorDocument(error).Code, "BrokenAnswer", `${end} bytes`);
      }
      const pieces = Readable.from([...frames].map((byte) => Buffer.from([byte])));
      const answer = { operation: "SelectObjectContent", status: 200, requestId: "r1" };
      assert.equal((await collect(selectionEvents(pieces, answer))).records, "36\n41\nold\n");
    });
  });
});
