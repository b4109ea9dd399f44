import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { shippedData } from "../support/app.ts";
import { startMusubi } from "../support/command.ts";
import { outcomeOf } from "../support/outcome.ts";
import { startServer } from "../support/server.ts";

describe("npm start", () => {
  test("prints one line with the address when it is ready, and answers there", async () => {
    const { line, address } = await startServer();

    expect(line).toMatch(/^Musubiの準備ができました: http:\/\/127\.0\.0\.1:\d+$/u);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });

  test.each(["SIGTERM", "SIGINT"] as const)(
    "ends cleanly on %s, with a connection open",
    async (signal) => {
      const { child, address, ended } = await startServer();
      await fetch(`${address}/healthz`);

      child.kill(signal);
      const { code, stdout } = await ended;

      expect(code).toBe(0);
      expect(stdout.trim().split("\n")).toHaveLength(1);
    },
  );

  test("on a port in use says so and which to choose instead", async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, "127.0.0.1", listening));
    onTestFinished(() => {
      other.close();
    });
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;

    const child = startMusubi(["start"], {
      env: { PORT: String(port), MUSUBI_DATA: shippedData() },
    });
    const { code, stdout, stderr } = await outcomeOf(child);

    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain(`ポート${port}は別のプログラムが使っています`);
    expect(stderr).toContain(`PORT=${port + 1} npm start`);
  });

  test("refuses to be reached from elsewhere while nobody can sign in", async () => {
    const child = startMusubi(["start"], { env: { HOST: "0.0.0.0", MUSUBI_DATA: shippedData() } });
    const { code, stderr } = await outcomeOf(child);

    expect(code).toBe(1);
    expect(stderr).toContain("HOST=0.0.0.0");
  });
});
