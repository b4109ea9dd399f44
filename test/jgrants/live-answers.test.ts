import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { UpstreamError, UserError } from "../../src/errors.ts";
import { openApp } from "../support/open-app.ts";
import { tempFolder } from "../support/temp-folder.ts";

const STAFF = { id: "admin", role: "administrator" } as const;

/** A server on the loopback that speaks like the API: so many subsidies that have a keyword, made up. */
async function fakeApi(count: number, spoil?: (url: URL, response: ServerResponse) => boolean) {
  const asked: URL[] = [];
  const subsidy = (id: string) => ({ id, name: `S-${id}`, title: `架空の補助金${id}` });
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    asked.push(url);
    if (spoil?.(url, response)) return;
    const id = /\/exp\/v2\/public\/subsidies\/id\/(\w+)$/u.exec(url.pathname)?.[1];
    const rounds = [{ id: "r1", fiscal_year_round: "第1回", target_area_search: "岡山県" }];
    const result =
      id === undefined
        ? Array.from({ length: count }, (_, i) => subsidy(`a${i}`))
        : [{ ...subsidy(id), granttype: "補助金", workflow: rounds }];
    response.end(JSON.stringify({ result }));
  };
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => void server.close());
  // The port of a server that listens on TCP.
  const { port } = server.address() as AddressInfo;
  return { asked, url: `http://127.0.0.1:${port}/exp` };
}

function importLive(jgrantsApi: string | undefined, keyword = "省エネ") {
  const clock = () => new Date("2026-11-30T04:00:00Z");
  const app = openApp({ dataFolder: tempFolder(), jgrantsApi, clock });
  onTestFinished(() => app.close());
  return app.addSubsidies({ keyword }, STAFF);
}

describe("asking the API of Jグランツ", () => {
  test("is refused where nobody switched it on, and says how", async () => {
    await expect(importLive(undefined)).rejects.toThrow(UserError);
    await expect(importLive(undefined)).rejects.toThrow("JGRANTS_API_URL");
  });

  test("takes what is open and has the keyword, each with its details", async () => {
    const { url, asked } = await fakeApi(2);

    expect(await importLive(url)).toMatchObject({ schemes: 2, rounds: 2, withoutDetails: 0 });
    expect(asked.map(({ pathname }) => pathname)).toEqual([
      "/exp/v1/public/subsidies",
      "/exp/v2/public/subsidies/id/a0",
      "/exp/v2/public/subsidies/id/a1",
    ]);
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
      keyword: "省エネ",
      sort: "acceptance_end_datetime",
      order: "ASC",
      acceptance: "1",
    });
  });

  test("asks for the details of thirty at most, and takes the others as the list tells them", async () => {
    const { url, asked } = await fakeApi(40);

    expect(await importLive(url)).toMatchObject({ schemes: 40, withoutDetails: 10 });
    expect(asked).toHaveLength(31);
  });

  test.each([
    [
      "an error",
      (_: URL, response: ServerResponse) => void response.writeHead(503).end(),
      "HTTP 503",
    ],
    [
      "what is no answer",
      (_: URL, response: ServerResponse) => void response.end("<html>"),
      "JSON",
    ],
    [
      "a way to somewhere else",
      (_: URL, response: ServerResponse) =>
        void response.writeHead(302, { location: "http://127.0.0.1:9/" }).end(),
      "does not answer",
    ],
  ])("gives up when it gets %s", async (_, spoil, said) => {
    const { url } = await fakeApi(1, (...asked) => {
      spoil(...asked);
      return true;
    });

    await expect(importLive(url)).rejects.toThrow(UpstreamError);
    await expect(importLive(url)).rejects.toThrow(said);
  });

  test("a keyword that the API does not take is not sent", async () => {
    const { url, asked } = await fakeApi(1);

    await expect(importLive(url, "a")).rejects.toThrow(UserError);
    expect(asked).toEqual([]);
  });
});
