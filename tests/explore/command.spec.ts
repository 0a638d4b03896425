import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Session } from "../../cli/explore/wire";
import { exchange } from "./calls";

const program = path.resolve(__dirname, "../../lib/cli/index.js");

describe("pulumi-tencentcos explore", function () {
  this.timeout(60_000);
  const running: ChildProcess[] = [];
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "explore-command-"));
  });
  afterEach(() => {
    for (const child of running.splice(0)) {
      child.kill("SIGKILL");
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts it, without keys. */
  function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [program, "explore", ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, ...env },
    });
    running.push(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => {
        output += text;
      });
    }
    const ended = once(child, "close").then(([status]) => status as number | null);
    return { child, ended, output: () => output };
  }

  async function until<T>(find: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) {
        return found;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The address that it prints. */
  async function addressOf({ output, ended }: ReturnType<typeof start>) {
    let status: number | null | undefined;
    ended.then((found) => {
      status = found;
    });
    const url = await until(() => {
      assert.equal(status, undefined, output());
      return /^COS API Explorer on (\S+)$/m.exec(output())?.[1];
    });
    const { port, hash } = new URL(url);
    return { url, port: Number(port), token: hash.replace("#token=", "") };
  }

  it("prints its address, serves the page, and ends with Ctrl-C together with its emulator", async () => {
    const command = start(["--no-open", "--port", "0", "--emulator"]);
    const address = await addressOf(command);
    const explorer = { ...address, close: async () => {} };
    const page = await exchange(explorer, "GET", "/");
    assert.match(page.body.toString(), /<script type="module" src="main\.js">/);
    for (const file of ["/main.js", "/main.css", "/licenses.txt"]) {
      assert.equal((await exchange(explorer, "GET", file)).status, 200, file);
    }
    const session = (await exchange(explorer, "GET", "/api/session")).json<Session>();
    const [emulator, ...others] = session.targets;
    assert.deepEqual(
      [emulator?.name, emulator?.missing, others, session.readOnly],
      ["emulator", undefined, [], false],
    );
    assert.equal((await fetch(String(emulator?.endpoint))).status, 403);
    command.child.kill("SIGINT");
    assert.equal(await command.ended, 0, command.output());
    await assert.rejects(fetch(String(emulator?.endpoint)));
    await assert.rejects(exchange(explorer, "GET", "/"));
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith("cos-emulator-")),
      [],
    );
  });

  it("ends with Ctrl-C also when the emulator was started later, and while a call is on its way", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const keys = {
      TENCENTCLOUD_SECRET_ID: "AKIDcommandcommandcommand",
      TENCENTCLOUD_SECRET_KEY: "key-of-the-command",
    };
    const command = start(
      ["--no-open", "--port", "0", "--endpoint", endpoint, "--region", "ap-chengdu"],
      keys,
    );
    try {
      const explorer = { ...(await addressOf(command)), close: async () => {} };
      const json = { "content-type": "application/json" };
      const session = (await exchange(explorer, "POST", "/api/targets/emulator", "{}", json)).json<Session>();
      assert.deepEqual(
        session.targets.map(({ name, missing, endpoint: where, region }) => [
          name,
          missing,
          where === endpoint,
          region,
        ]),
        [
          ["cos", undefined, true, "ap-chengdu"],
          ["emulator", undefined, false, "ap-guangzhou"],
        ],
      );
      assert.equal(session.target, "cos");
      const asked = once(silent, "request");
      const call = JSON.stringify({ target: "cos", operation: "GetService", parameters: {} });
      const answer = exchange(explorer, "POST", "/api/send", call, json);
      await asked;
      const refused = assert.rejects(answer);
      command.child.kill("SIGINT");
      assert.equal(await command.ended, 0, command.output());
      await refused;
      assert.ok(!command.output().includes(keys.TENCENTCLOUD_SECRET_KEY));
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });

  it("opens the browser by a file that only its user can read, as the list of processes has no secrets", async function () {
    if (process.platform !== "linux") {
      this.skip();
    }
    const browser = path.join(folder, "browser");
    const seen = path.join(folder, "seen");
    writeFileSync(browser, `#!/bin/sh\nprintf %s "$1" > ${seen}.part && mv ${seen}.part ${seen}\n`);
    chmodSync(browser, 0o755);
    const command = start(["--port", "0"], { BROWSER: browser });
    const { url } = await addressOf(command);
    await until(() => existsSync(seen));
    const file = fileURLToPath(readFileSync(seen, "utf8"));
    assert.ok(readFileSync(file, "utf8").includes(`content="0; url=${url}"`));
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(path.dirname(file)).mode & 0o777, 0o700);
    command.child.kill("SIGINT");
    assert.equal(await command.ended, 0);
    assert.ok(!existsSync(path.dirname(file)));
    assert.doesNotMatch(command.output(), /cannot be opened/);
  });

  it("leaves that file nowhere when it ends by an error", async function () {
    if (process.platform !== "linux") {
      this.skip();
    }
    const command = start(["--port", "0"], { BROWSER: path.join(folder, "missing"), PATH: "/nowhere" });
    // It cannot print its address then, and ends.
    command.child.stdout.destroy();
    await command.ended;
    const left = readdirSync(folder).filter((name) => name.startsWith("pulumi-tencentcos-"));
    assert.deepEqual(left, []);
  });

  it("goes on where no browser can be opened, and says so", async function () {
    if (process.platform !== "linux") {
      this.skip();
    }
    const command = start(["--port", "0"], { BROWSER: path.join(folder, "missing"), PATH: "/nowhere" });
    const { url } = await addressOf(command);
    await until(() => command.output().includes("The browser cannot be opened"));
    assert.equal((await fetch(url)).status, 200);
    command.child.kill("SIGTERM");
    assert.equal(await command.ended, 0);
  });

  it("takes another port when the usual one is taken, and says so when it was told which", async () => {
    const blocker = createServer();
    const usual = await new Promise<boolean>((resolve) => {
      // Whoever has it already blocks it just as well.
      blocker.once("error", () => resolve(false));
      blocker.listen(7436, "127.0.0.1", () => resolve(true));
    });
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port: taken } = other.address() as AddressInfo;
    try {
      const command = start(["--no-open"]);
      const { port } = await addressOf(command);
      assert.notEqual(port, 7436);
      const told = start(["--no-open", "--port", String(taken)]);
      assert.equal(await told.ended, 1);
      assert.match(told.output(), new RegExp(`cannot listen on 127.0.0.1:${taken}: the port is taken`));
    } finally {
      other.close();
      if (usual) {
        blocker.close();
      }
    }
  });

  it("refuses settings that cannot be used, before it opens anything", async () => {
    for (const [args, words] of [
      [["--region", "Guangzhou!"], /region/],
      [["--endpoint", "no url"], /endpoint/],
      [["--port", "70000"], /from 0 to 65535/],
      [["--keys", "x"], /unknown option/],
    ] as const) {
      const command = start(["--no-open", ...args]);
      assert.equal(await command.ended, 1, args.join(" "));
      assert.match(command.output(), words);
      assert.doesNotMatch(command.output(), /token=/);
    }
  });
});
