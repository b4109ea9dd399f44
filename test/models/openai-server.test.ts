import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FakeOpenAi, startFakeOpenAi } from "../fakes/openai-server.ts";

let openai: FakeOpenAi;
beforeAll(async () => {
  openai = await startFakeOpenAi();
});
afterAll(() => openai.stop());

const passage = '{"n":1,"text":"岡山テクノプラザ開催事業の予算額は5,000千円です。"}';
const messages = [{ role: "user", content: passage }];

function post(path: string, body: unknown, key = openai.apiKey): Promise<Response> {
  return fetch(`${openai.baseUrl}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}
/** What came back; the tests say what they expect of it. */
async function bodyOf(response: Response) {
  // biome-ignore lint/suspicious/noExplicitAny: a reply from the wire, looked into field by field
  return (await response.json()) as any;
}
const chat = (rest: object = {}) =>
  post("/chat/completions", { model: openai.model, messages, ...rest });
const schemaFormat = (schema: object) => ({
  response_format: { type: "json_schema", json_schema: { name: "claims", strict: true, schema } },
});

describe("the fake of OpenAI", () => {
  test("completes a chat with claims about the passages it was given", async () => {
    const { choices, usage } = await bodyOf(await chat());

    expect(JSON.parse(choices[0].message.content)).toEqual({
      claims: [
        {
          passage: 1,
          text: "岡山テクノプラザ開催事業の予算額は5,000千円です。",
          quote: "岡山テクノプラザ開催事業の予算額は5,000千円です。",
        },
      ],
    });
    expect(choices[0].finish_reason).toBe("stop");
    expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens);
  });

  test("streams the same in pieces, with the usage where it is asked for", async () => {
    const response = await chat({ stream: true, stream_options: { include_usage: true } });
    const events = (await response.text()).split("\n\n").filter(Boolean);
    const chunks = events.slice(0, -1).map((event) => JSON.parse(event.replace(/^data: /u, "")));
    const content = chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("");

    expect(events.at(-1)).toBe("data: [DONE]");
    expect(JSON.parse(content).claims).toHaveLength(1);
    expect(chunks.at(-2).choices[0].finish_reason).toBe("stop");
    expect(chunks.at(-1).usage.completion_tokens).toBe([...content].length);
  });

  test("calls the function it has to call", async () => {
    const tools = [
      { type: "function", function: { name: "tell", parameters: { type: "object" } } },
    ];
    const response = await chat({
      tools,
      tool_choice: { type: "function", function: { name: "tell" } },
    });
    const { choices } = await bodyOf(response);

    expect(choices[0].message.tool_calls[0].function.name).toBe("tell");
    expect(JSON.parse(choices[0].message.tool_calls[0].function.arguments).claims).toHaveLength(1);
  });

  test.each([
    [
      "a wrong key",
      () => post("/chat/completions", { model: openai.model, messages }, "no"),
      401,
      "Incorrect API key",
    ],
    ["an unknown model", () => chat({ model: "gpt-0" }), 404, "does not exist"],
    ["no model", () => post("/chat/completions", { messages }), 400, "model parameter"],
    ["no messages", () => chat({ messages: [] }), 400, "empty array"],
    ["an unknown role", () => chat({ messages: [{ role: "boss", content: "x" }] }), 400, "role"],
    ["an unknown argument", () => chat({ temprature: 0 }), 400, "Unrecognized request argument"],
    ["a temperature of 3", () => chat({ temperature: 3 }), 400, "temperature"],
    ["a body that is no JSON", () => post("/chat/completions", "{"), 400, "could not parse"],
    ["an unknown route", () => post("/chat/complete", {}), 404, "Invalid URL"],
    [
      "GET of completions",
      () =>
        fetch(`${openai.baseUrl}/chat/completions`, {
          headers: { authorization: `Bearer ${openai.apiKey}` },
        }),
      405,
      "Not allowed",
    ],
    [
      "an open schema",
      () => chat(schemaFormat({ type: "object", properties: {} })),
      400,
      "additionalProperties",
    ],
    [
      "a schema with an optional field",
      () =>
        chat(
          schemaFormat({
            type: "object",
            additionalProperties: false,
            required: [],
            properties: { a: { type: "string" } },
          }),
        ),
      400,
      "Missing 'a'",
    ],
    [
      "a schema that is a list",
      () => chat(schemaFormat({ type: "array", items: { type: "string" } })),
      400,
      "object",
    ],
    [
      "options of a stream without one",
      () => chat({ stream_options: { include_usage: true } }),
      400,
      "stream_options",
    ],
    ["a choice among no tools", () => chat({ tool_choice: "auto" }), 400, "tool_choice"],
    [
      "an empty text to embed",
      () => post("/embeddings", { model: openai.embeddingModel, input: "" }),
      400,
      "input",
    ],
  ])("refuses %s", async (_, ask, status, message) => {
    const response = await ask();
    const { error } = await bodyOf(response);

    expect(response.status).toBe(status);
    expect(error.message).toContain(message);
    expect(error).toHaveProperty("type");
  });

  test("embeds near texts nearer than far ones, as numbers or as base64", async () => {
    const input = ["半導体の製造装置", "半導体の検査装置", "レモンの栽培"];
    const body = { model: openai.embeddingModel, input };
    const { data } = await bodyOf(await post("/embeddings", body));
    const packed = await bodyOf(await post("/embeddings", { ...body, encoding_format: "base64" }));
    const dot = (a: number, b: number) =>
      data[a].embedding.reduce(
        (sum: number, x: number, i: number) => sum + x * data[b].embedding[i],
        0,
      );

    expect(dot(0, 1)).toBeGreaterThan(dot(0, 2));
    expect(Buffer.from(packed.data[0].embedding, "base64").readFloatLE(0)).toBeCloseTo(
      data[0].embedding[0],
    );
  });

  test("lists its models", async () => {
    const response = await fetch(`${openai.baseUrl}/models`, {
      headers: { authorization: `Bearer ${openai.apiKey}` },
    });

    expect((await bodyOf(response)).data.map(({ id }: { id: string }) => id)).toEqual([
      openai.model,
      openai.embeddingModel,
    ]);
  });

  test("fails as often as it is told, and then no more", async () => {
    openai.failNext("500", 2);

    const statuses = [await chat(), await chat(), await chat()].map(({ status }) => status);

    expect(statuses).toEqual([500, 500, 200]);
  });

  test("a cut stream ends without a reason", async () => {
    openai.failNext("clean cut");

    const events = await (await chat({ stream: true })).text();

    expect(events).toContain("岡山");
    expect(events).not.toContain('"stop"');
    expect(events).not.toContain("[DONE]");
  });
});
